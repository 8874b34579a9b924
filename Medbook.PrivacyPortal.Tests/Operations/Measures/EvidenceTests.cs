using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Operations.Cases.Files;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Measures;

/// <summary>The files that show what a review of a measure found.</summary>
public abstract class EvidenceTests(Provider provider) : FileTests(provider)
{
    [Fact]
    public async Task A_file_is_its_officers_alone_until_the_review_is_saved_and_everybodys_on_the_staff_afterwards()
    {
        var measure = await AddMeasureAsync();
        var file = (await AttachAsync(measure, SampleFiles.Jpeg(), "restore.png")).Value!;
        Assert.Equal(("restore.jpg", "image/jpeg", null), (file.Name, file.MediaType, file.Review));
        Assert.Equal([file], (await ViewAsync(measure)).Desk);
        Assert.Empty((await ViewAsync(measure, TestActors.Administrator())).Files);
        Assert.IsType<NotFound>((await Get<OpenEvidence>().RunAsync(TestActors.Auditor(), measure, file.Id, None)).Problem);

        Assert.True((await ReviewAsync(measure)).IsOk);

        var saved = Assert.Single((await ViewAsync(measure, TestActors.Auditor())).FilesOf(1));
        Assert.Equal(file with { Review = 1 }, saved);
        var opened = (await Get<OpenEvidence>().RunAsync(TestActors.Auditor(), measure, file.Id, None)).Value!;
        Assert.False(SampleFiles.Tells(await ReadAsync(opened)));
        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Reference == measure.ToString() && e.Detail == file.Id.ToString()).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
        Assert.Equal([AuditAction.EvidenceAdded, AuditAction.EvidenceTaken], entries);
    }

    protected async Task<Guid> AddMeasureAsync()
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<AddMeasure>().RunAsync(Officer, id, new MeasurePlan("Encrypted backups", "Every night.", "IT security", 6), None)).Problem);
        return id;
    }

    protected async Task<Result<EvidenceFile>> AttachAsync(Guid measure, byte[] bytes, string name, Actor? who = null, Guid? id = null)
    {
        using var content = new MemoryStream(bytes);
        return await Get<AttachEvidence>().RunAsync(who ?? Officer, measure, id ?? Guid.NewGuid(), name, content, None);
    }

    protected async Task<MeasureView> ViewAsync(Guid measure, Actor? who = null) => (await Get<ReadMeasure>().RunAsync(who ?? Officer, measure, None)).Value!;

    protected async Task<Result> ReviewAsync(Guid measure, string words = "Restored one.", Actor? who = null) =>
        await Get<ReviewMeasure>().RunAsync(who ?? Officer, (await ViewAsync(measure)).Seen, MeasureFinding.Effective, words, None);

    public sealed class OnPostgreSql() : EvidenceTests(Provider.PostgreSql);

    public sealed class OnSqlite() : EvidenceTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_review_takes_what_its_officer_added_and_a_refused_one_nothing()
        {
            var measure = await AddMeasureAsync();
            var administrator = TestActors.Administrator();
            var (mine, theirs) = ((await AttachAsync(measure, SampleFiles.Pdf(), "log.pdf")).Value!, (await AttachAsync(measure, SampleFiles.Text(), "note.txt", administrator)).Value!);

            Assert.IsType<MeasureWordsMissing>((await ReviewAsync(measure, " ")).Problem);
            Assert.Equal([mine], (await ViewAsync(measure)).Desk);
            Assert.True((await ReviewAsync(measure)).IsOk);
            Assert.True((await ReviewAsync(measure, who: administrator)).IsOk);
            Assert.True((await ReviewAsync(measure)).IsOk);

            var view = await ViewAsync(measure);
            Assert.Equal([[mine.Id], [theirs.Id], []], Enumerable.Range(1, 3).Select(review => view.FilesOf(review).Select(file => file.Id).ToArray()));
            // What was saved is taken away by nobody.
            Assert.IsType<NotFound>((await Get<RemoveEvidence>().RunAsync(Officer, measure, mine.Id, None)).Problem);
        }

        [Fact]
        public async Task What_is_no_file_of_a_kind_that_is_taken_in_leaves_nothing_behind()
        {
            var measure = await AddMeasureAsync();
            Assert.IsType<FileKindUnknown>((await AttachAsync(measure, "<svg/>"u8.ToArray(), "x.svg")).Problem);
            Assert.IsType<FileEmpty>((await AttachAsync(measure, [], "empty.pdf")).Problem);
            Assert.IsType<FileIncomplete>((await AttachAsync(measure, SampleFiles.Pdf()[..^20], "cut.pdf")).Problem);

            Assert.Empty(await ReadAsync(db => db.MeasureEvidence.ToListAsync()));
            Assert.False(await ReadAsync(db => db.VaultFiles.AnyAsync(file => file.WrappedKey != null)));
            Assert.False(await ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.EvidenceAdded)));
        }

        [Fact]
        public async Task A_file_sent_twice_is_there_once_and_an_eleventh_does_not_fit()
        {
            var measure = await AddMeasureAsync();
            var first = (await AttachAsync(measure, SampleFiles.Text(), "note.txt")).Value!;
            Assert.Equal(first, (await AttachAsync(measure, SampleFiles.Text(), "note.txt", id: first.Id)).Value);
            Assert.IsType<ChangedMeanwhile>((await AttachAsync(measure, SampleFiles.Text(), "note.txt", TestActors.Administrator(), first.Id)).Problem);
            for (var more = 1; more < MeasureEvidence.MaxPerReview; more++) Assert.True((await AttachAsync(measure, SampleFiles.Text(), "note.txt")).IsOk);

            Assert.IsType<FilesTooMany>((await AttachAsync(measure, SampleFiles.Text(), "note.txt")).Problem);
            Assert.True((await Get<RemoveEvidence>().RunAsync(Officer, measure, first.Id, None)).IsOk);
            Assert.True((await AttachAsync(measure, SampleFiles.Text(), "note.txt")).IsOk);
        }

        [Fact]
        public async Task Only_who_reviews_adds_and_only_to_a_measure_in_use()
        {
            var measure = await AddMeasureAsync();
            Assert.IsType<NotPermitted>((await AttachAsync(measure, SampleFiles.Text(), "note.txt", TestActors.Auditor())).Problem);
            Assert.IsType<NotPermitted>((await Get<OpenEvidence>().RunAsync(TestActors.SomebodyElse(), measure, Guid.NewGuid(), None)).Problem);
            Assert.IsType<NotFound>((await AttachAsync(Guid.NewGuid(), SampleFiles.Text(), "note.txt")).Problem);

            Assert.True((await Get<EndMeasure>().RunAsync(Officer, (await ViewAsync(measure)).Seen, None)).IsOk);
            Assert.IsType<MeasureEnded>((await AttachAsync(measure, SampleFiles.Text(), "note.txt")).Problem);
        }

        [Fact]
        public async Task What_no_review_was_saved_with_goes_after_a_day_and_what_was_saved_stays_for_years()
        {
            var measure = await AddMeasureAsync();
            var kept = (await AttachAsync(measure, SampleFiles.Pdf(), "log.pdf")).Value!;
            Assert.True((await ReviewAsync(measure)).IsOk);
            await AttachAsync(measure, SampleFiles.Text(), "note.txt");
            await BreakOffAsync(measure);
            Assert.Equal(0, (await Get<DestroyUnsavedEvidence>().RunAsync(Actor.Portal, None)).Value);
            // What broke off is nobody's whom the mailbox knows, and takes nothing of the measure along.
            Clock.Advance(DropUnclaimedFiles.Patience + TimeSpan.FromMinutes(1));
            Assert.Equal(0, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);

            Clock.Advance(TimeSpan.FromDays(4000));
            Assert.Equal(2, (await Get<DestroyUnsavedEvidence>().RunAsync(Actor.Portal, None)).Value);
            Assert.Equal(0, (await Get<DestroyUnsavedEvidence>().RunAsync(Actor.Portal, None)).Value);
            Assert.Equal(0, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);
            Assert.Equal(0, (await Get<DestroyUnsentFiles>().RunAsync(Actor.Portal, None)).Value);

            Assert.Equal([kept.Id], (await ViewAsync(measure)).Files.Select(file => file.Id));
            Assert.Equal(SampleFiles.Pdf(), await ReadAsync((await Get<OpenEvidence>().RunAsync(Officer, measure, kept.Id, None)).Value!));
            Assert.Equal(1, await ReadAsync(db => db.VaultFiles.CountAsync(file => file.WrappedKey != null)));
            Assert.IsType<NotPermitted>((await Get<DestroyUnsavedEvidence>().RunAsync(Officer, None)).Problem);
        }

        [Fact]
        public async Task A_file_that_lies_damaged_is_not_given_out_and_its_place_says_that_there_was_one()
        {
            var measure = await AddMeasureAsync();
            var file = (await AttachAsync(measure, SampleFiles.Pdf(), "log.pdf")).Value!;
            Assert.True((await ReviewAsync(measure)).IsOk);
            foreach (var path in Directory.GetFiles(VaultFolder, "*", SearchOption.AllDirectories)) await File.WriteAllBytesAsync(path, [1, 2, 3]);

            Assert.IsType<FileLost>((await Get<OpenEvidence>().RunAsync(Officer, measure, file.Id, None)).Problem);
            Assert.IsType<FileGone>((await Get<OpenEvidence>().RunAsync(Officer, measure, file.Id, None)).Problem);
            Assert.True(Assert.Single((await ViewAsync(measure)).FilesOf(1)).IsGone);
            Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.EvidenceLost)));
        }

        // As a portal that was killed in the middle of an upload leaves it.
        private async Task BreakOffAsync(Guid measure)
        {
            await using var db = await OpenAsync();
            var file = await Get<FileVault>().NewFileAsync(measure, None);
            db.AddRange(file, MeasureEvidence.Begin(Guid.NewGuid(), measure, file.Id, Officer, Now));
            await db.SaveChangesAsync();
            Assert.Equal(VaultFileState.Writing, file.State);
        }
    }
}

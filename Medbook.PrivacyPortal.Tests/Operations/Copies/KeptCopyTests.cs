using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

/// <summary>What becomes of a copy that was made: downloaded, thrown away, expired, damaged.</summary>
public abstract class KeptCopyTests(Provider provider) : MadeCopyTests(provider)
{
    [Fact]
    public async Task A_download_is_the_whole_copy_and_each_one_is_audited()
    {
        var id = await MadeAsync();

        for (var i = 0; i < 2; i++)
        {
            await using var copy = await OpenedAsync(id);
            Assert.Equal("medbook-access-2026-03-02.zip", copy.FileName);
            Assert.Equal((await RowAsync(id)).Bytes, copy.Content.Length);
            Assert.Empty((await Get<VerifyCopy>().RunAsync(TestActors.Operator(), copy.Content, null, None)).Value!.Differences);
        }

        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e =>
            e.Action == AuditAction.CopyTaken && e.Reference == id.ToString() && e.Subject == Ada.Subject && e.Detail == "Access")));
    }

    [Fact]
    public async Task Another_persons_copy_does_not_exist()
    {
        var id = await MadeAsync();
        var waiting = await AskAsync(CopyKind.Portability);
        var ben = await LinkedAsync("ben@example.org");

        Assert.IsType<NotFound>((await Get<OpenCopy>().RunAsync(ben, id, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadMyCopy>().RunAsync(ben, id, None)).Problem);
        Assert.IsType<NotFound>((await Get<DiscardCopy>().RunAsync(ben, id, None)).Problem);
        Assert.IsType<NotFound>((await Get<CancelCopy>().RunAsync(ben, waiting, None)).Problem);
        Assert.Empty((await Get<ListMyCopies>().RunAsync(ben, null, None)).Value!.Rows);

        Assert.Equal((CopyState.Ready, CopyState.Waiting), ((await RowAsync(id)).State, (await RowAsync(waiting)).State));
        Assert.Equal(0, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.ActorId == ben.Id && e.Action == AuditAction.CopyTaken)));
    }

    [Fact]
    public async Task Only_a_person_who_confirmed_downloads_and_what_is_not_ready_is_not_downloaded()
    {
        var id = await AskAsync();
        Assert.IsType<CopyNotReady>((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);
        Assert.IsType<CopyNotReady>((await Get<DiscardCopy>().RunAsync(Ada, id, None)).Problem);
        await MakeAsync();
        Assert.IsType<CopyAlreadyEnded>((await Get<CancelCopy>().RunAsync(Ada, id, None)).Problem);

        var unconfirmed = Actor.SignedIn(Ada.Id, Ada.Subject!.Value, [Role.Member], confirmed: false, secondFactor: false, Ada.Session);
        Assert.IsType<ConfirmationMissing>((await Get<OpenCopy>().RunAsync(unconfirmed, id, None)).Problem);
        foreach (var nobody in new[] { TestActors.Operator(), Actor.Visitor, Actor.Portal })
        {
            Assert.IsType<NotPermitted>((await Get<OpenCopy>().RunAsync(nobody, id, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<DiscardCopy>().RunAsync(nobody, id, None)).Problem);
        }
        Assert.IsType<NotFound>((await Get<OpenCopy>().RunAsync(TestActors.Officer(), id, None)).Problem);
    }

    [Fact]
    public async Task A_copy_that_is_thrown_away_leaves_neither_byte_nor_key_and_its_row_stays()
    {
        var id = await MadeAsync();

        Assert.True((await Get<DiscardCopy>().RunAsync(Ada, id, None)).IsOk);

        await AssertNothingLeftButAsync(null);
        Assert.IsType<CopyGone>((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);
        Assert.IsType<CopyGone>((await Get<DiscardCopy>().RunAsync(Ada, id, None)).Problem);
        Assert.Equal(CopyState.Discarded, Assert.Single((await Get<ListMyCopies>().RunAsync(Ada, null, None)).Value!.Rows).State);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CopyDiscarded)));
    }

    [Fact]
    public async Task A_copy_expires_after_seven_days_and_leaves_neither_byte_nor_key()
    {
        var first = await MadeAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        var second = await MadeAsync();
        Clock.Advance(TimeSpan.FromDays(6) - TimeSpan.FromTicks(1));
        Assert.Equal(0, (await Get<ExpireCopies>().RunAsync(Actor.Portal, None)).Value);

        Clock.Advance(TimeSpan.FromTicks(1));
        // Before the job comes by, it is already refused.
        Assert.IsType<CopyExpired>((await Get<OpenCopy>().RunAsync(Ada, first, None)).Problem);
        Assert.Equal(1, (await Get<ExpireCopies>().RunAsync(Actor.Portal, None)).Value);

        Assert.IsType<CopyExpired>((await Get<OpenCopy>().RunAsync(Ada, first, None)).Problem);
        Assert.Equal((CopyState.Expired, CopyState.Ready), ((await RowAsync(first)).State, (await RowAsync(second)).State));
        await AssertNothingLeftButAsync((await RowAsync(second)).FileId);
        Assert.Equal(first.ToString(), await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.CopyExpired).Select(e => e.Reference).SingleAsync()));
    }

    [Fact]
    public async Task Copies_that_expire_are_found_by_an_index()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ExpireCopies.Due(db, Now).Take(10)), "Copies");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(-1)]
    public async Task A_copy_with_one_flipped_bit_is_not_delivered_and_a_new_one_can_be_made(int place)
    {
        var id = await MadeAsync();
        await FlipAsync((await RowAsync(id)).FileId!.Value, place);

        Assert.IsType<CopyDamaged>((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);

        Assert.Equal(CopyState.Lost, (await RowAsync(id)).State);
        await AssertNothingLeftButAsync(null);
        Assert.IsType<CopyDamaged>((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CopyTaken)));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CopyLost)));
        await using var again = await OpenedAsync(await MadeAsync());
    }

    [Fact]
    public async Task A_copy_whose_bytes_are_gone_is_lost()
    {
        var id = await MadeAsync();
        Vault.DeleteBytes((await RowAsync(id)).FileId!.Value);

        Assert.IsType<CopyDamaged>((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);
    }

    [Fact]
    public async Task Two_copies_tell_what_changed_between_them()
    {
        await MadeAsync(CopyKind.Portability);
        Clock.Advance(TimeSpan.FromHours(1));
        await RunInClinicAsync("UPDATE visits SET price = '26' WHERE id = 1");
        var later = await MadeAsync(CopyKind.Portability);

        var changes = (await Get<ReadMyCopy>().RunAsync(Ada, later, None)).Value!.Changes!;

        Assert.Equal(
            [("Your account", DatasetChange.Same, 1, 1), ("Your visits", DatasetChange.Changed, 2, 2)],
            changes.Datasets.Select(d => (d.Label.Dataset!.En, d.Change, d.Rows, d.RowsBefore)));
    }

    private async Task<OpenedCopy> OpenedAsync(Guid id)
    {
        var opened = await Get<OpenCopy>().RunAsync(Ada, id, None);
        Assert.Null(opened.Problem);
        return opened.Value!;
    }

    private async Task FlipAsync(Guid file, int place)
    {
        var path = Directory.EnumerateFiles(Path.Combine(Database.Folder, "vault"), file.ToString("n"), SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
    }

    public sealed class OnSqlite() : KeptCopyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : KeptCopyTests(Provider.PostgreSql);
}

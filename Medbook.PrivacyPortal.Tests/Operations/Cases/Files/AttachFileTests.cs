using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Tests.Faults;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Files;

public abstract class AttachFileTests(Provider provider) : FileTests(provider)
{
    private const string Words = "Mijn adres is al jaren een ander.";

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Uploads:FileMiB", "1")];

    [Fact]
    public async Task A_file_lies_in_the_vault_encrypted_and_comes_out_as_it_was_kept()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);

        var text = await AttachAsync(person, draft, Encoding.UTF8.GetBytes(Words));
        var picture = await AttachAsync(person, draft, SampleFiles.Jpeg(), "foto.png");

        Assert.Equal(Words, Encoding.UTF8.GetString(await OpenAsync(person, draft, text.Id)));
        var kept = await OpenAsync(person, draft, picture.Id);
        Assert.False(SampleFiles.Tells(kept));
        Assert.Equal(("foto.jpg", "image/jpeg", kept.Length), (picture.Name, picture.MediaType, picture.Length));
        Assert.Empty(ClearBytes.Find([Database.Folder], [Words, SampleFiles.Secret, "JFIF"]));
        await AssertOnlyAsync(text.Id, picture.Id);
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_nothing()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);

        Assert.IsType<FileEmpty>((await TryAttachAsync(person, draft, [])).Problem);
        Assert.IsType<FileKindUnknown>((await TryAttachAsync(person, draft, [1, 2, 3])).Problem);
        Assert.IsType<FileDamaged>((await TryAttachAsync(person, draft, [0xFF, 0xD8, 0xFF, 0xD9])).Problem);
        Assert.IsType<FileIncomplete>((await TryAttachAsync(person, draft, SampleFiles.Pdf()[..50])).Problem);
        Assert.IsType<PictureTooLarge>((await TryAttachAsync(person, draft, SampleFiles.Jpeg([], width: 65_000, height: 65_000))).Problem);
        Assert.IsType<FileNameMisleads>((await TryAttachAsync(person, draft, SampleFiles.Png(), "foto.exe")).Problem);
        Assert.Equal(new FileTooLarge(1), (await TryAttachAsync(person, draft, [.. SampleFiles.Png(), .. new byte[1024 * 1024]])).Problem);
        await using var broken = new Trickle(SampleFiles.Jpeg(), () => 5) { FailAt = 100, Fault = new IOException("gone") };
        Assert.IsType<FileInterrupted>((await Get<AttachFile>().RunAsync(person, draft, Guid.NewGuid(), "foto.jpg", broken, None)).Problem);

        Assert.Equal(0, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        Assert.False(await ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.FileAdded)));
        await AssertOnlyAsync();
    }

    [Fact]
    public async Task A_sender_who_is_cut_off_leaves_nothing()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        using var cut = new CancellationTokenSource();
        await using var content = new Trickle(SampleFiles.Jpeg(), () => 5) { FailAt = 100, Fault = new OperationCanceledException(cut.Token), BeforeFault = cut.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Get<AttachFile>().RunAsync(person, draft, Guid.NewGuid(), "foto.jpg", content, cut.Token));

        Assert.Equal(0, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        await AssertOnlyAsync();
    }

    [Fact]
    public async Task A_vault_that_cannot_be_written_is_a_problem_and_leaves_nothing()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        await File.WriteAllTextAsync(VaultFolder, "no folder");

        Assert.IsType<FileVaultUnavailable>((await TryAttachAsync(person, draft)).Problem);

        Assert.Equal(0, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        File.Delete(VaultFolder);
        await AssertOnlyAsync();
        await AttachAsync(person, draft);
    }

    [Fact]
    public async Task Somebody_elses_request_is_not_found()
    {
        var person = await AddPersonAsync();
        var stranger = await AddPersonAsync("stranger@example.org");
        var draft = await StartAsync(person);

        Assert.IsType<NotFound>((await TryAttachAsync(stranger, draft)).Problem);
        Assert.IsType<NotFound>((await TryAttachAsync(person, Guid.NewGuid())).Problem);
        Assert.IsType<NotFound>((await TryAttachAsync(Officer, draft)).Problem);
        Assert.IsType<NotPermitted>((await TryAttachAsync(Actor.Visitor, draft)).Problem);
        using var content = new MemoryStream(SampleFiles.Text());
        Assert.IsType<NotFound>((await Get<AttachCaseFile>().RunAsync(Officer, draft, Guid.NewGuid(), null, content, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AttachCaseFile>().RunAsync(person, draft, Guid.NewGuid(), null, content, None)).Problem);
        Assert.IsType<SecondFactorMissing>((await Get<AttachCaseFile>().RunAsync(TestActors.Officer(secondFactor: false), draft, Guid.NewGuid(), null, content, None)).Problem);
        await AssertOnlyAsync();
    }

    [Fact]
    public async Task Somebody_without_an_account_adds_files_to_their_own_request()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var guest = Actor.GuestOf(person.Subject!.Value, "session");

        var file = await AttachAsync(guest, draft);

        Assert.Equal(Role.Guest, file.By);
        Assert.NotEmpty(await OpenAsync(guest, draft, file.Id));
        Assert.IsType<NotFound>((await TryAttachAsync(Actor.GuestOf(new(Guid.NewGuid()), "other"), draft)).Problem);
    }

    [Fact]
    public async Task A_file_that_is_sent_twice_is_there_once()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var id = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TryAttachAsync(person, draft, id: id))));
        var again = await TryAttachAsync(person, draft, id: id);

        Assert.All(results, result => Assert.True(result.IsOk || result.Problem is ChangedMeanwhile, result.Problem?.Code));
        Assert.Equal(id, again.Value!.Id);
        await AssertOnlyAsync(id);
        Assert.IsType<ChangedMeanwhile>((await TryAttachAsync(person, await StartAsync(person), id: id)).Problem);
    }

    [Fact]
    public async Task A_message_holds_ten_files_also_when_all_come_at_the_same_moment()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);

        var results = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => Task.Run(() => TryAttachAsync(person, draft))));
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal(new FilesTooMany(10), result.Problem));
        var kept = results.Count(result => result.IsOk);
        Assert.InRange(kept, 1, 10);

        for (; kept < 10; kept++) await AttachAsync(person, draft);
        Assert.IsType<FilesTooMany>((await TryAttachAsync(person, draft)).Problem);
        Assert.Equal(10, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        // Another desk of the same person has room of its own.
        await AttachAsync(person, await StartAsync(person));
    }

    [Fact]
    public async Task The_files_of_a_case_have_a_limit_together()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await SentEarlierAsync(sent.Request, person, CaseAttachment.MaxPerCase - 500);

        Assert.Equal(new CaseFilesFull(100), (await TryAttachAsync(person, sent.Request, [.. SampleFiles.Png(), .. new byte[500]])).Problem);
        await AttachAsync(person, sent.Request);
        await SentEarlierAsync(sent.Request, person, 500);
        Assert.IsType<CaseFilesFull>((await TryAttachAsync(person, sent.Request)).Problem);
    }

    [Fact]
    public async Task Files_in_other_drafts_of_the_same_person_count_too()
    {
        var (person, other) = (await AddPersonAsync(), await AddPersonAsync("other@example.org"));
        await SentEarlierAsync(await StartAsync(person), person, CaseAttachment.MaxPerCase);

        Assert.Equal(new CaseFilesFull(100), (await TryAttachAsync(person, await StartAsync(person))).Problem);
        await AttachAsync(other, await StartAsync(other));
    }

    [Fact]
    public async Task What_is_still_coming_counts_as_large_as_it_may_become()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await SentEarlierAsync(sent.Request, person, CaseAttachment.MaxPerCase - (1024 * 1024));
        await SentEarlierAsync(sent.Request, person, length: 0);

        Assert.IsType<CaseFilesFull>((await TryAttachAsync(person, sent.Request)).Problem);
    }

    [Fact]
    public async Task A_request_that_was_answered_or_taken_back_takes_no_files_of_the_person()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await WithdrawAsync(person, sent.Request);

        Assert.IsType<RequestTakenBack>((await TryAttachAsync(person, sent.Request)).Problem);
    }

    [Fact]
    public async Task Evidence_goes_with_the_request_and_is_thrown_away_with_the_draft()
    {
        var person = await AddPersonAsync();
        var (sent, discarded) = (await StartAsync(person), await StartAsync(person));
        var evidence = await AttachAsync(person, sent);
        var gone = await AttachAsync(person, discarded);
        Assert.Equal(AttachmentPurpose.Evidence, (await RowAsync(evidence.Id))!.Purpose);

        Assert.True((await Get<SubmitRequest>().RunAsync(person, sent, None)).IsOk);
        Assert.True((await Get<DiscardDraft>().RunAsync(person, discarded, None)).IsOk);

        Assert.Equal((Now, (Guid?)null), ((await RowAsync(evidence.Id))!.SentAt, (await RowAsync(evidence.Id))!.MessageId));
        Assert.Null(await RowAsync(gone.Id));
        await AssertOnlyAsync(evidence.Id);
        Assert.Equal(AttachmentPurpose.Message, (await RowAsync((await AttachAsync(person, sent)).Id))!.Purpose);
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_while_a_file_comes_takes_the_file_along()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var content = new Trickle(SampleFiles.Jpeg(), () => 50) { PauseAt = 100, Pause = () => { reached.SetResult(); return goOn.Task; } };

        var attaching = Get<AttachFile>().RunAsync(person, draft, Guid.NewGuid(), "foto.jpg", content, None);
        await reached.Task;
        Assert.True((await Get<DiscardDraft>().RunAsync(person, draft, None)).IsOk);
        goOn.SetResult();

        Assert.IsType<ChangedMeanwhile>((await attaching).Problem);
        await AssertOnlyAsync();
    }

    [Fact]
    public async Task That_a_file_was_added_is_audited_without_its_name()
    {
        var person = await AddPersonAsync();
        var file = await AttachAsync(person, await StartAsync(person));

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.FileAdded));
        Assert.Equal((person.Subject, file.Id.ToString(), "Text", Role.Member), (entry.Subject, entry.Reference, entry.Detail, entry.ActorRole));
    }

    private async Task SentEarlierAsync(Guid request, Actor who, long length)
    {
        await using var db = await OpenAsync();
        var file = CaseAttachment.Begin(Guid.NewGuid(), request, AttachmentPurpose.Message, "eerder.pdf", Guid.NewGuid(), who, Now);
        file.Complete("application/pdf", length);
        file.Send(Guid.NewGuid(), Now);
        db.CaseAttachments.Add(file);
        await db.SaveChangesAsync();
    }

    private async Task WithdrawAsync(Actor who, Guid id)
    {
        await using var db = await OpenAsync();
        Assert.Null((await db.Requests.SingleAsync(r => r.Id == id)).Withdraw(Now).Problem);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestSubmitted, Now, who.Subject, id.ToString(), "arranged"));
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : AttachFileTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AttachFileTests(Provider.PostgreSql);
}

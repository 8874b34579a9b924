using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Files;

/// <summary>Who sees, gets and removes which file.</summary>
public abstract class CaseFileTests(Provider provider) : FileTests(provider)
{
    private static readonly Actor Colleague = Actor.SignedIn("colleague", SubjectKey.New(), [Role.Member, Role.Officer], true, true, "session");

    [Fact]
    public async Task What_lies_on_a_desk_is_its_owners_alone_until_it_is_sent()
    {
        var person = await AddPersonAsync();
        var stranger = await AddPersonAsync("stranger@example.org");
        var request = (await SubmitAsync(person)).Request;
        var (mine, theirs) = (await AttachAsync(person, request), await AttachToCaseAsync(Officer, request));

        Assert.Equal([mine.Id], await MineAsync(person, request));
        Assert.Equal([theirs.Id], await TeamAsync(Officer, request));
        Assert.Empty(await TeamAsync(Colleague, request));
        Assert.Empty(await MineAsync(stranger, request));
        Assert.IsType<NotFound>((await Get<OpenAttachment>().RunAsync(person, request, theirs.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<OpenAttachment>().RunAsync(stranger, request, mine.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<OpenCaseAttachment>().RunAsync(Officer, request, mine.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<OpenCaseAttachment>().RunAsync(Colleague, request, theirs.Id, None)).Problem);

        await SayAsync(person, request, MessageKind.FromPerson, mine.Id);
        await SayAsync(Officer, request, MessageKind.FromTeam, theirs.Id);

        Assert.Equal(Both(mine, theirs), (await MineAsync(person, request)).Order());
        Assert.Equal(Both(mine, theirs), (await TeamAsync(Colleague, request)).Order());
        Assert.Empty(await MineAsync(stranger, request));
        Assert.IsType<NotFound>((await Get<OpenAttachment>().RunAsync(stranger, request, theirs.Id, None)).Problem);
    }

    [Fact]
    public async Task A_file_of_a_note_is_the_teams_alone()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person)).Request;
        var file = await AttachToCaseAsync(Officer, request);
        await SayAsync(Officer, request, MessageKind.Note, file.Id);

        Assert.Empty(await MineAsync(person, request));
        Assert.IsType<NotFound>((await Get<OpenAttachment>().RunAsync(person, request, file.Id, None)).Problem);
        Assert.Equal([file.Id], await TeamAsync(Colleague, request));
    }

    [Fact]
    public async Task Files_go_with_one_message_however_often_it_is_sent_and_never_with_a_note()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person)).Request;
        var (first, second) = (await AttachToCaseAsync(Officer, request), await AttachToCaseAsync(Officer, request));
        Assert.True((await Get<WriteNote>().RunAsync(Officer, request, Guid.NewGuid(), "Intern.", None)).IsOk);
        Assert.All((await Get<ListCaseAttachments>().RunAsync(Officer, request, None)).Value!, file => Assert.False(file.IsSent));

        await SayAsync(Officer, request, MessageKind.Question, first.Id, second.Id);
        await SayAsync(Officer, request, MessageKind.FromTeam);
        var (mine, reply) = (await AttachAsync(person, request), Guid.NewGuid());
        for (var click = 0; click < 2; click++) Assert.True((await Get<ReplyToCase>().RunAsync(person, request, reply, "Hier is het.", None)).IsOk);
        await SayAsync(person, request, MessageKind.FromPerson);

        var arrived = await MineAsync(person, request, mine.Id);
        Assert.Equal((reply, true), (arrived!.Message, arrived.IsSent));
        Assert.Equal(SampleFiles.Pdf(), await OpenAsync(person, request, first.Id));
    }

    [Fact]
    public async Task A_file_reaches_somebody_without_an_account_on_their_own_page()
    {
        var subject = Subject.OfContact("contact@example.org", Now);
        await using (var db = await OpenAsync())
        {
            db.Subjects.Add(subject);
            await db.SaveChangesAsync();
        }
        var guest = Actor.GuestOf(subject.Key, "session");
        var request = (await SubmitAsync(guest)).Request;
        var file = await AttachToCaseAsync(Officer, request);

        await SayAsync(Officer, request, MessageKind.FromTeam, file.Id);

        Assert.Equal(SampleFiles.Pdf(), await OpenAsync(guest, request, file.Id));
    }

    [Fact]
    public async Task A_file_for_somebody_who_has_no_page_stays_on_the_desk_because_no_mail_holds_it()
    {
        var letter = (await Get<EnterRequest>().RunAsync(Officer, new EnteredRequest(
            Guid.NewGuid(), RequestChannel.Letter, RequestKind.Access, DateOnly.FromDateTime(Now.Date), "Wat weet u?", "an@example.org", "nl-BE"), None)).Value!.Request;
        var file = await AttachToCaseAsync(Officer, letter);
        var revision = (await StoredAsync(letter)).Revision;

        Assert.IsType<FilesDoNotReach>((await Get<TellPerson>().RunAsync(Officer, letter, revision, Guid.NewGuid(), "Hier is het.", None)).Problem);
        Assert.False(await ReadAsync(db => db.CaseMessages.AnyAsync()));
        Assert.True((await Get<RemoveCaseAttachment>().RunAsync(Officer, letter, file.Id, None)).IsOk);

        await SayAsync(Officer, letter, MessageKind.FromTeam);
    }

    [Fact]
    public async Task A_file_belongs_to_one_request_only()
    {
        var person = await AddPersonAsync();
        var (one, other) = (await StartAsync(person), await StartAsync(person));
        var file = await AttachAsync(person, one);

        Assert.IsType<NotFound>((await Get<OpenAttachment>().RunAsync(person, other, file.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<RemoveAttachment>().RunAsync(person, other, file.Id, None)).Problem);
    }

    [Fact]
    public async Task Staff_get_what_was_sent_and_each_download_is_audited()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person)).Request;
        var file = await AttachAsync(person, request, SampleFiles.Pdf(), "brief.pdf");
        await SayAsync(person, request, MessageKind.FromPerson, file.Id);

        foreach (var staff in (Actor[])[Officer, TestActors.Auditor(), TestActors.Administrator()])
        {
            var opened = (await Get<OpenCaseAttachment>().RunAsync(staff, request, file.Id, None)).Value!;
            Assert.Equal(("brief.pdf", "application/pdf"), (opened.Name, opened.MediaType));
            Assert.Equal(SampleFiles.Pdf(), await ReadAsync(opened));
        }
        await OpenAsync(person, request, file.Id);

        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.FileTaken).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([Role.Officer, Role.Auditor, Role.Administrator, Role.Member], entries.Select(e => e.ActorRole));
        Assert.All(entries, entry => Assert.Equal((person.Subject, file.Id.ToString(), (string?)null), (entry.Subject, entry.Reference, entry.Detail)));
        Assert.IsType<SecondFactorMissing>((await Get<OpenCaseAttachment>().RunAsync(TestActors.Officer(secondFactor: false), request, file.Id, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<OpenCaseAttachment>().RunAsync(person, request, file.Id, None)).Problem);
    }

    [Fact]
    public async Task A_file_is_taken_away_before_it_is_sent_and_never_after()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person)).Request;
        var (removed, sent) = (await AttachAsync(person, request), await AttachAsync(person, request));
        var theirs = await AttachToCaseAsync(Officer, request);

        Assert.IsType<NotFound>((await Get<RemoveAttachment>().RunAsync(person, request, theirs.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<RemoveCaseAttachment>().RunAsync(Colleague, request, theirs.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<RemoveCaseAttachment>().RunAsync(Officer, request, removed.Id, None)).Problem);
        Assert.True((await Get<RemoveAttachment>().RunAsync(person, request, removed.Id, None)).IsOk);
        Assert.IsType<NotFound>((await Get<RemoveAttachment>().RunAsync(person, request, removed.Id, None)).Problem);
        Assert.True((await Get<RemoveCaseAttachment>().RunAsync(Officer, request, theirs.Id, None)).IsOk);
        await SayAsync(person, request, MessageKind.FromPerson, sent.Id);
        Assert.IsType<FileAlreadySent>((await Get<RemoveAttachment>().RunAsync(person, request, sent.Id, None)).Problem);
        Assert.IsType<FileAlreadySent>((await Get<RemoveCaseAttachment>().RunAsync(Officer, request, sent.Id, None)).Problem);

        await AssertOnlyAsync(sent.Id);
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.FileRemoved)));
    }

    [Fact]
    public async Task An_officer_with_a_request_of_their_own_is_a_person_there()
    {
        var account = await AddPersonAsync();
        var officer = Actor.SignedIn(account.Id, account.Subject!.Value, [Role.Member, Role.Officer], true, true, "session");
        var request = (await SubmitAsync(officer)).Request;

        var file = await AttachAsync(officer, request);

        Assert.Equal((Role.Member, (string?)null), (file.By, (await RowAsync(file.Id))!.Officer));
        Assert.Empty(await TeamAsync(officer, request));
    }

    [Fact]
    public async Task A_file_that_is_not_what_was_written_is_not_given_out_and_destroyed()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var file = await AttachAsync(person, draft);
        var path = Assert.Single(Directory.GetFiles(VaultFolder, "*", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.IsType<FileLost>((await Get<OpenAttachment>().RunAsync(person, draft, file.Id, None)).Problem);
        Assert.IsType<FileGone>((await Get<OpenAttachment>().RunAsync(person, draft, file.Id, None)).Problem);

        Assert.True(Assert.Single((await Get<ListAttachments>().RunAsync(person, draft, None)).Value!).IsGone);
        Assert.False(await ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.FileTaken)));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.FileLost)));
        await AssertOnlyAsync();
    }

    [Fact]
    public async Task What_was_not_sent_within_a_day_is_destroyed_and_its_place_says_so()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var request = (await SubmitAsync(person)).Request;
        var sent = await AttachAsync(person, request);
        await SayAsync(person, request, MessageKind.FromPerson, sent.Id);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var (old, theirs) = (await AttachAsync(person, draft), await AttachToCaseAsync(Officer, request));
        Clock.Advance(CaseAttachment.UnsentLifetime - TimeSpan.FromMinutes(1));
        var young = await AttachAsync(person, draft);
        Assert.Equal(0, (await Get<DestroyUnsentFiles>().RunAsync(Actor.Portal, None)).Value);

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await Get<DestroyUnsentFiles>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<DestroyUnsentFiles>().RunAsync(Actor.Portal, None)).Value);

        await AssertOnlyAsync(sent.Id, young.Id);
        Assert.Equal([(old.Id, true), (young.Id, false)],
            (await Get<ListAttachments>().RunAsync(person, draft, None)).Value!.Select(file => (file.Id, file.IsGone)));
        Assert.Equal([(sent.Id, false), (theirs.Id, true)],
            (await Get<ListCaseAttachments>().RunAsync(Officer, request, None)).Value!.Select(file => (file.Id, file.IsGone)));
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.FileExpired && e.ActorRole == Role.Portal)));
        Assert.True((await Get<RemoveAttachment>().RunAsync(person, draft, old.Id, None)).IsOk);
        Assert.IsType<NotPermitted>((await Get<DestroyUnsentFiles>().RunAsync(Officer, None)).Problem);
    }

    [Fact]
    public async Task What_an_interrupted_portal_left_behind_is_destroyed_too_and_what_came_by_mail_stays()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person)).Request;
        await using (var db = await OpenAsync())
        {
            var file = await Services.GetRequiredService<PrivacyPortal.Infrastructure.Vault.Vault>().NewFileAsync(person.Subject!.Value.Value, None);
            db.Add(file);
            db.Add(CaseAttachment.Begin(Guid.NewGuid(), request, AttachmentPurpose.Message, "", file.Id, person, Now));
            var mailed = CaseAttachment.Begin(Guid.NewGuid(), request, AttachmentPurpose.Received, "brief.pdf", Guid.NewGuid(), Actor.Portal, Now);
            mailed.Complete("application/pdf", 10);
            db.Add(mailed);
            await db.SaveChangesAsync();
        }
        Clock.Advance(CaseAttachment.UnsentLifetime);

        Assert.Equal(1, (await Get<DestroyUnsentFiles>().RunAsync(Actor.Portal, None)).Value);
        Assert.False(await ReadAsync(db => db.VaultFiles.AnyAsync(f => f.WrappedKey != null)));
        Assert.Single(await TeamAsync(Officer, request));
    }

    private static IEnumerable<Guid> Both(AttachedFile one, AttachedFile other) => new[] { one.Id, other.Id }.Order();

    private async Task<List<Guid>> MineAsync(Actor who, Guid request) =>
        [.. (await Get<ListAttachments>().RunAsync(who, request, None)).Value!.Select(file => file.Id)];

    private async Task<AttachedFile?> MineAsync(Actor who, Guid request, Guid file) =>
        (await Get<ListAttachments>().RunAsync(who, request, None)).Value!.SingleOrDefault(one => one.Id == file);

    private async Task<List<Guid>> TeamAsync(Actor who, Guid request) =>
        [.. (await Get<ListCaseAttachments>().RunAsync(who, request, None)).Value!.Select(file => file.Id)];

    // Sends what lies on a desk with a message; a note takes nothing along, so its file is arranged.
    private async Task SayAsync(Actor who, Guid request, MessageKind kind, params Guid[] expected)
    {
        var (id, revision) = (Guid.NewGuid(), (await StoredAsync(request)).Revision);
        var said = kind switch
        {
            MessageKind.FromPerson => await Get<ReplyToCase>().RunAsync(who, request, id, "Hier is het.", None),
            MessageKind.FromTeam => await Get<TellPerson>().RunAsync(who, request, revision, id, "Hier is het.", None),
            MessageKind.Question => await Get<AskPerson>().RunAsync(who, request, revision, id, "Klopt dit?", None),
            MessageKind.Note => await Get<WriteNote>().RunAsync(who, request, id, "Intern.", None),
        };
        Assert.Null(said.Problem);
        if (kind == MessageKind.Note)
        {
            await using var db = await OpenAsync();
            await FileDesk.SendAsync(FileReach.DeskOfOfficer(db, request, who.Id), id, Now, None);
            await db.SaveChangesAsync();
        }
        Assert.Equal(expected.Order(), await ReadAsync(other => other.CaseAttachments.Where(a => a.MessageId == id).Select(a => a.Id).Order().ToListAsync()));
    }

    public sealed class OnSqlite() : CaseFileTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : CaseFileTests(Provider.PostgreSql);
}

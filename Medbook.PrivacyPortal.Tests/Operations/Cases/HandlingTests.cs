using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>What an officer does between receipt and decision.</summary>
public abstract class HandlingTests(Provider provider) : CaseTests(provider)
{
    private static readonly BalancingTest ForThePerson = new("Fraud is found.", "Nothing less finds it.", "A private address.", "Logs are short.", "", false);

    [Fact]
    public async Task A_case_is_taken_given_to_a_colleague_and_put_back()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var colleague = await AddOfficerAsync("colleague@example.org");

        Assert.True((await AssignAsync(sent.Request, colleague)).IsOk);
        var given = await StoredAsync(sent.Request);
        Assert.Equal((colleague, RequestStatus.InProgress), (given.AssignedTo, given.Status));
        Assert.True((await AssignAsync(sent.Request, null)).IsOk);

        Assert.Null((await StoredAsync(sent.Request)).AssignedTo);
        Assert.Equal([colleague, null], await ReadAsync(db =>
            db.AuditEntries.Where(e => e.Action == AuditAction.RequestAssigned).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync()));
        Assert.Equal(1, await MailsAsync());
    }

    [Fact]
    public async Task Only_officers_get_a_case_and_nobody_their_own()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        var own = await SubmitAsync(person);
        await AddRoleAsync(person.Id);

        Assert.IsType<OfficerUnknown>((await AssignAsync(sent.Request, (await AddPersonAsync("somebody@example.org")).Id)).Problem);
        Assert.IsType<OfficerUnknown>((await AssignAsync(sent.Request, "nobody")).Problem);
        Assert.IsType<OwnCase>((await AssignAsync(own.Request, person.Id)).Problem);
    }

    [Fact]
    public async Task The_list_of_officers_holds_officers_only()
    {
        await AddPersonAsync();
        var one = await AddOfficerAsync("one@example.org");

        Assert.Equal([new Officer(one, "one@example.org")], (await Get<ListOfficers>().RunAsync(Officer, None)).Value!);
        Assert.IsType<NotPermitted>((await Get<ListOfficers>().RunAsync(TestActors.SomebodyElse(), None)).Problem);
    }

    [Fact]
    public async Task A_note_is_kept_once_mails_nobody_and_stands_beside_what_a_colleague_does_at_the_same_time()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var note = Guid.NewGuid();
        await KeepAsync(sent.Request, UnsentKind.Note, "Finance confirms.");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            Get<WriteNote>().RunAsync(Officer, sent.Request, i < 2 ? note : Guid.NewGuid(), "Finance confirms.", None))));

        Assert.All(results, result => Assert.Null(result.Problem));
        Assert.Equal(3, await ReadAsync(db => db.CaseMessages.CountAsync(m => m.Kind == MessageKind.Note)));
        Assert.Equal(3, (await StoredAsync(sent.Request)).Events.Count(e => e.Kind == RequestEventKind.Noted));
        Assert.Equal((1, 0), (await MailsAsync(), await ReadAsync(db => db.UnsentTexts.CountAsync())));
    }

    [Fact]
    public async Task A_message_is_sent_once_however_often_it_is_clicked_and_its_mail_holds_no_word_of_it()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var (message, revision) = (Guid.NewGuid(), (await StoredAsync(sent.Request)).Revision);
        await KeepAsync(sent.Request, UnsentKind.Message, "The ticket about your illness is closed.");

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            Get<TellPerson>().RunAsync(Officer, sent.Request, revision, message, "The ticket about your illness is closed.", None))));

        Assert.All(results, result => Assert.Null(result.Problem));
        var written = await ReadAsync(db => db.CaseMessages.SingleAsync());
        Assert.Equal((MessageKind.FromTeam, Role.Officer, Officer.Id), (written.Kind, written.By, written.Officer));
        var mail = await LastMailAsync();
        Assert.Equal(("member@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.DoesNotContain("illness", mail.Body, StringComparison.Ordinal);
        Assert.EndsWith($"/requests/{sent.Request}", mail.Body, StringComparison.Ordinal);
        Assert.Equal((2, 0), (await MailsAsync(), await ReadAsync(db => db.UnsentTexts.CountAsync())));
    }

    [Fact]
    public async Task A_question_waits_for_the_person_and_the_clock_runs_on()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.True((await AskAsync(sent.Request, "Which ticket?")).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.Equal((RequestStatus.WaitingForPerson, sent.Deadline.Due), (stored.Status, stored.DueOn!.Value));
        Assert.Contains("waits for your answer", (await LastMailAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_a_letter_reads_the_message_in_the_mail_because_there_is_no_page()
    {
        var id = await ReceiveAsync("writer@example.org");

        Assert.True((await AskAsync(id, "Which account do you mean?")).IsOk);

        var mail = await LastMailAsync();
        Assert.Equal("writer@example.org", mail.To);
        Assert.StartsWith("Which account do you mean?", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_mailed_to_somebody_without_an_address_and_the_message_is_kept_all_the_same()
    {
        var id = await ReceiveAsync(reply: null);

        Assert.True((await AskAsync(id, "Which account do you mean?")).IsOk);

        Assert.Equal((0, 1), (await MailsAsync(), await ReadAsync(db => db.CaseMessages.CountAsync())));
    }

    [Fact]
    public async Task An_empty_message_or_one_on_an_older_view_is_not_sent()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<MessageEmpty>((await AskAsync(sent.Request, " ")).Problem);
        Assert.IsType<ChangedMeanwhile>((await Get<TellPerson>().RunAsync(Officer, sent.Request, Guid.NewGuid(), Guid.NewGuid(), "Hello.", None)).Problem);
        Assert.IsType<MessageTooLong>((await Get<WriteNote>().RunAsync(Officer, sent.Request, Guid.NewGuid(), new string('a', CaseMessage.MaxText + 1), None)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.CaseMessages.CountAsync()));
    }

    [Fact]
    public async Task An_extension_tells_the_person_why_and_until_when_in_the_same_transaction()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), language: "nl-BE");

        Assert.True((await ExtendAsync(sent.Request, "Vier bronnen, een ervan op papier.")).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.Equal((new DateOnly(2026, 6, 2), ExtensionReason.Complex, RequestStatus.Extended), (stored.DueOn!.Value, stored.ExtensionReason!.Value, stored.Status));
        var mail = await LastMailAsync();
        Assert.Contains("uiterlijk op 2 juni 2026, niet op 1 april 2026. De reden: het is complex.", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("papier", mail.Body, StringComparison.Ordinal);
        Assert.EndsWith("Vier bronnen, een ervan op papier.", (await ReadAsync(db => db.CaseMessages.SingleAsync())).Text, StringComparison.Ordinal);
        Assert.IsType<AlreadyExtended>((await ExtendAsync(sent.Request, "Nog meer.")).Problem);
    }

    [Fact]
    public async Task An_extension_after_the_first_date_or_without_a_reason_is_refused_and_nothing_is_mailed()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<ExtensionReasonMissing>((await ExtendAsync(sent.Request, " ")).Problem);
        Clock.SetUtcNow(new DateTimeOffset(2026, 4, 1, 22, 0, 0, TimeSpan.Zero)); // midnight in Brussels
        Assert.IsType<ExtensionTooLate>((await ExtendAsync(sent.Request, "Four sources.")).Problem);

        Assert.Equal((1, 0), (await MailsAsync(), await ReadAsync(db => db.CaseMessages.CountAsync())));
    }

    [Fact]
    public async Task A_fee_is_announced_with_its_facts_and_only_for_a_repeat_within_the_year()
    {
        var person = await AddPersonAsync();
        var first = await SubmitAsync(person, RequestKind.Access);
        Assert.True((await GrantAsync(first.Request)).IsOk);
        Clock.Advance(TimeSpan.FromDays(20));
        var (again, other) = (await SubmitAsync(person, RequestKind.Access), await SubmitAsync(person, RequestKind.Erasure));

        Assert.IsType<NotExcessive>((await QuoteAsync(other.Request)).Problem);
        Assert.True((await QuoteAsync(again.Request)).IsOk);

        var stored = await StoredAsync(again.Request);
        Assert.Equal((RequestStatus.WaitingForPerson, 15m), (stored.Status, stored.Fee!.Euros));
        Assert.DoesNotContain("15", (await LastMailAsync()).Body.Replace(again.Request.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.IsType<FeeUnanswered>((await GrantAsync(again.Request)).Problem);
    }

    [Fact]
    public async Task A_weighing_is_kept_with_its_outcome_and_can_be_done_anew()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection);
        await KeepAsync(sent.Request, UnsentKind.Weighing, "{}");

        Assert.IsType<BalancingIncomplete>((await WeighAsync(sent.Request, ForThePerson with { Impact = "" })).Problem);
        Assert.True((await WeighAsync(sent.Request, ForThePerson)).IsOk);
        Assert.True((await WeighAsync(sent.Request, ForThePerson with { CompellingGrounds = "Two thefts.", ControllerPrevails = true })).IsOk);

        Assert.True((await StoredAsync(sent.Request)).Balancing!.ControllerPrevails);
        Assert.Equal(["person", "controller"], await ReadAsync(db =>
            db.AuditEntries.Where(e => e.Action == AuditAction.ObjectionWeighed).OrderBy(e => e.Id).Select(e => e.Detail!).ToListAsync()));
        Assert.Equal(0, await ReadAsync(db => db.UnsentTexts.CountAsync()));
    }

    [Fact]
    public async Task Of_two_officers_who_act_at_once_one_is_told_and_keeps_their_own_words()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var revision = (await StoredAsync(sent.Request)).Revision;
        await KeepAsync(sent.Request, UnsentKind.Message, "My question.");

        var results = await Task.WhenAll(
            Task.Run(() => Get<AskPerson>().RunAsync(Officer, sent.Request, revision, Guid.NewGuid(), "My question.", None)),
            Task.Run(() => Get<ExtendRequest>().RunAsync(Another, sent.Request, revision, Guid.NewGuid(), ExtensionReason.Complex, "Four sources.", None)));

        Assert.Single(results, result => result.IsOk);
        Assert.IsType<ChangedMeanwhile>(Assert.Single(results, result => !result.IsOk).Problem);
        Assert.Equal(1, await ReadAsync(db => db.CaseMessages.CountAsync()));
        Assert.Equal(results[0].IsOk ? 0 : 1, await ReadAsync(db => db.UnsentTexts.CountAsync(t => t.Text == "My question.")));
    }

    [Fact]
    public async Task What_an_officer_has_not_sent_is_theirs_alone_and_an_empty_text_is_put_away()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var sendAs = await KeepAsync(sent.Request, UnsentKind.Note, "Half a th");
        await KeepAsync(sent.Request, UnsentKind.Note, "Half a thought", sendAs);

        var kept = Assert.Single((await ViewAsync(Officer, sent.Request)).Unsent);
        Assert.Equal((UnsentKind.Note, sendAs, "Half a thought", Now), (kept.Kind, kept.SendAs, kept.Text, kept.ChangedAt));
        Assert.Empty((await ViewAsync(Another, sent.Request)).Unsent);
        Assert.IsType<ValueTooLong>((await Get<SaveUnsentText>().RunAsync(
            Officer, sent.Request, UnsentKind.Note, sendAs, new string('a', UnsentText.MaxText + 1), None)).Problem);
        Assert.IsType<NotFound>((await Get<SaveUnsentText>().RunAsync(Officer, Guid.NewGuid(), UnsentKind.Note, sendAs, "lost", None)).Problem);
        await KeepAsync(sent.Request, UnsentKind.Note, "", sendAs);
        Assert.Empty((await ViewAsync(Officer, sent.Request)).Unsent);
    }

    [Fact]
    public async Task Two_windows_that_begin_the_same_text_at_once_keep_one()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => KeepAsync(sent.Request, UnsentKind.Decision, $"window {i}"))));

        Assert.StartsWith("window ", Assert.Single((await ViewAsync(Officer, sent.Request)).Unsent).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_shows_what_was_said_what_else_was_asked_and_what_is_to_do()
    {
        var person = await AddPersonAsync();
        var before = await SubmitAsync(person);
        Assert.True((await GrantAsync(before.Request)).IsOk);
        Clock.Advance(TimeSpan.FromDays(2));
        var other = await SubmitAsync(person, RequestKind.Access);
        var sent = await SubmitAsync(person);
        Assert.True((await AskAsync(sent.Request, "Which ticket?")).IsOk);

        var view = await ViewAsync(Officer, sent.Request);

        Assert.Equal(["Which ticket?"], view.Messages.Select(message => message.Text));
        Assert.Equal([before.Request, other.Request], view.Others.Select(one => one.Id));
        Assert.Equal(new DateOnly(2026, 3, 2), view.EarlierAnswered);
        Assert.Equal(
            [(CaseTaskKind.Acknowledge, CaseTaskState.Done), (CaseTaskKind.Assign, CaseTaskState.ToDo), (CaseTaskKind.Question, CaseTaskState.Waiting), (CaseTaskKind.Decide, CaseTaskState.ToDo)],
            view.Tasks.Select(task => (task.Kind, task.State)));
        Assert.False(view.IsOwn);
    }

    [Fact]
    public async Task The_situation_of_the_person_is_counts_and_that_somebody_looked_is_written()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);

        var situation = (await Get<ReadSituation>().RunAsync(TestActors.Auditor(), sent.Request, "en-GB", None)).Value!;

        Assert.Empty(situation.Choices);
        Assert.Contains(situation.Held.Nothing, activity => activity.Id == "helpdesk");
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CaseViewed && e.Subject == person.Subject)));
        Assert.IsType<NotPermitted>((await Get<ReadSituation>().RunAsync(person, sent.Request, "en-GB", None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadSituation>().RunAsync(Officer, await StartAsync(person), "en-GB", None)).Problem);
    }

    [Fact]
    public async Task The_situation_counts_the_holds_on_the_person_and_on_what_they_have()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        foreach (var target in new HoldTarget[] { new(person.Subject), new(person.Subject, "portal", "requests"), new(null, "portal", "requests"), new(null, "portal", "choices"), new((await AddPersonAsync("other@example.org")).Subject) })
        {
            var order = new HoldOrder(target, HoldGround.AuthorityOrder, "Labour court", "Case 12/345", new(2026, 9, 1));
            Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.CreateVersion7(), order, None)).Problem);
        }

        var situation = (await Get<ReadSituation>().RunAsync(Officer, sent.Request, "en-GB", None)).Value!;

        // Somebody else's hold, and one on a kind of record this person has none of, say nothing here.
        Assert.Equal((2, 1), (situation.Holds, situation.CommonHolds));
    }

    [Fact]
    public async Task An_auditor_only_reads()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection);
        var (auditor, id, revision) = (TestActors.Auditor(), sent.Request, (await StoredAsync(sent.Request)).Revision);

        Problem?[] problems =
        [
            (await Get<AssignRequest>().RunAsync(auditor, id, revision, null, None)).Problem,
            (await Get<WriteNote>().RunAsync(auditor, id, Guid.NewGuid(), "Note.", None)).Problem,
            (await Get<TellPerson>().RunAsync(auditor, id, revision, Guid.NewGuid(), "Hello.", None)).Problem,
            (await Get<AskPerson>().RunAsync(auditor, id, revision, Guid.NewGuid(), "Hello.", None)).Problem,
            (await Get<ExtendRequest>().RunAsync(auditor, id, revision, Guid.NewGuid(), ExtensionReason.Complex, "Why.", None)).Problem,
            (await Get<QuoteFee>().RunAsync(auditor, id, revision, RefusalGround.ManifestlyUnfounded, "Facts.", 10, None)).Problem,
            (await Get<WeighObjection>().RunAsync(auditor, id, revision, ForThePerson, None)).Problem,
            (await Get<SaveUnsentText>().RunAsync(auditor, id, UnsentKind.Note, Guid.NewGuid(), "Note.", None)).Problem,
        ];

        Assert.All(problems, problem => Assert.IsType<NotPermitted>(problem));
        Assert.Equal(revision, (await StoredAsync(id)).Revision);
        Assert.True((await Get<ReadCase>().RunAsync(auditor, id, None)).IsOk);
    }

    private static Actor Another { get; } =
        Actor.SignedIn("another-officer", SubjectKey.New(), [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "another session");

    private async Task<Result> AssignAsync(Guid id, string? officer) =>
        await Get<AssignRequest>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, officer, None);

    private async Task<Result> AskAsync(Guid id, string text)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Get<AskPerson>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, Guid.NewGuid(), text, None);
    }

    private async Task<Result> ExtendAsync(Guid id, string words)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Get<ExtendRequest>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, Guid.NewGuid(), ExtensionReason.Complex, words, None);
    }

    private async Task<Result> QuoteAsync(Guid id)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Get<QuoteFee>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, RefusalGround.Excessive, "The third time this month.", 15m, None);
    }

    private async Task<Result> WeighAsync(Guid id, BalancingTest test) =>
        await Get<WeighObjection>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, test, None);

    private async Task<Guid> KeepAsync(Guid id, UnsentKind kind, string text, Guid? sendAs = null)
    {
        var identifier = sendAs ?? Guid.NewGuid();
        Assert.Null((await Get<SaveUnsentText>().RunAsync(Officer, id, kind, identifier, text, None)).Problem);
        return identifier;
    }

    private async Task<CaseView> ViewAsync(Actor who, Guid id) => (await Get<ReadCase>().RunAsync(who, id, None)).Value!;

    private Task<int> MailsAsync() => ReadAsync(db => db.OutgoingMails.CountAsync());

    private Task<OutgoingMail> LastMailAsync() => ReadAsync(db => db.OutgoingMails.OrderByDescending(mail => mail.CreatedAt).FirstAsync());

    /// <summary>A letter as an officer enters it.</summary>
    private async Task<Guid> ReceiveAsync(string? reply)
    {
        await using var db = await OpenAsync();
        var subject = Subject.Unknown(Now);
        var request = RightsRequest.Receive(
            new RequestEntry(Guid.NewGuid(), subject.Key, RequestChannel.Letter, RequestKind.Erasure, new DateOnly(2026, 2, 27), "Delete me.", reply, "en-GB"),
            new RequestNumber(2026, 77), Officer, Now).Value!;
        db.Subjects.Add(subject);
        db.Requests.Add(request);
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.RequestSubmitted, Now, subject.Key));
        await db.SaveChangesAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        return request.Id;
    }

    private async Task<string> AddOfficerAsync(string email)
    {
        var account = await AddPersonAsync(email);
        await AddRoleAsync(account.Id);
        return account.Id;
    }

    private async Task AddRoleAsync(string account)
    {
        await using var db = await OpenAsync();
        var role = await db.Roles.SingleOrDefaultAsync(r => r.Name == nameof(Role.Officer));
        if (role is null) db.Roles.Add(role = new IdentityRole(nameof(Role.Officer)) { NormalizedName = "OFFICER" });
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = account, RoleId = role.Id });
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : HandlingTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : HandlingTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>What a person does in a case of their own, and who of the team hears of it.</summary>
public abstract class OwnCaseTests(Provider provider) : CaseTests(provider)
{
    private const string Secret = "My former colleague is ill.";

    [Fact]
    public async Task A_message_goes_into_the_case_and_the_case_goes_on()
    {
        var (person, id) = await AskedAsync();

        Assert.True((await ReplyAsync(person, id, Guid.NewGuid())).IsOk);

        var request = await StoredAsync(id);
        Assert.Equal(RequestStatus.InProgress, request.Status);
        Assert.Equal((RequestEventKind.Answered, Role.Member), request.Events.OrderBy(e => e.Id).Select(e => (e.Kind, e.By)).Last());
        var message = await ReadAsync(db => db.CaseMessages.SingleAsync(m => m.Kind == MessageKind.FromPerson));
        Assert.Equal((id, Secret, Role.Member, null), (message.RequestId, message.Text, message.By, message.Officer));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.CaseAnswered));
        Assert.Equal((person.Id, person.Subject, id.ToString()), (entry.ActorId, entry.Subject, entry.Reference));
    }

    [Fact]
    public async Task A_message_that_is_sent_several_times_at_once_arrives_once()
    {
        var person = await AddPersonAsync();
        var (id, message) = ((await SubmitAsync(person)).Request, Guid.NewGuid());
        await AddOfficerAsync("officer@example.org");
        var clicks = Enumerable.Range(0, 4).Select(_ => Get<ReplyToCase>()).ToArray();

        var sent = await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(person, id, message, Secret, None))));

        Assert.All(sent, result => Assert.True(result.IsOk));
        Assert.Equal(1, await ReadAsync(db => db.CaseMessages.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CaseAnswered)));
        Assert.Single(await MailsAsync("officer@example.org"));
    }

    [Fact]
    public async Task A_message_that_meets_an_officers_change_is_not_lost()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var hurry = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => ChangeAsync(id, request => request.Assign("a colleague", Now)))));

        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => (Operation: Get<ReplyToCase>(), Message: Guid.NewGuid())).ToArray()
            .Select(reply => Task.Run(() => reply.Operation.RunAsync(person, id, reply.Message, Secret, None))));
        await hurry;

        Assert.All(replies, reply => Assert.True(reply.IsOk));
        Assert.Equal(3, await ReadAsync(db => db.CaseMessages.CountAsync()));
    }

    [Fact]
    public async Task Whoever_has_the_case_is_told_and_what_was_written_stays_in_the_portal()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var mine = await AddOfficerAsync("mine@example.org", "nl-BE");
        await AddOfficerAsync("colleague@example.org");

        await ReplyAsync(person, id, Guid.NewGuid());
        Assert.Single(await MailsAsync("mine@example.org"));
        Assert.Single(await MailsAsync("colleague@example.org"));

        await ChangeAsync(id, request => request.Assign(mine, Now));
        await ReplyAsync(person, id, Guid.NewGuid());

        var mails = await MailsAsync("mine@example.org");
        Assert.Equal(2, mails.Count);
        Assert.Single(await MailsAsync("colleague@example.org"));
        Assert.Equal(("Verzoek 2026-0001", "nl-BE"), (mails[1].Subject, mails[1].Language));
        Assert.Equal($"De persoon schreef in verzoek 2026-0001.\n\nLees het in het dossier: https://privacy.example.org/manage/requests/{id}", mails[1].Body);
        Assert.All(mails, mail => Assert.DoesNotContain(Secret, mail.Body));
    }

    [Fact]
    public async Task Nobody_writes_in_anothers_case_or_under_anothers_message()
    {
        var person = await AddPersonAsync();
        var stranger = await AddPersonAsync("stranger@example.org");
        var (mine, theirs) = ((await SubmitAsync(person)).Request, (await SubmitAsync(stranger)).Request);
        var message = Guid.NewGuid();
        Assert.True((await ReplyAsync(person, mine, message)).IsOk);

        Assert.IsType<NotFound>((await ReplyAsync(stranger, mine, Guid.NewGuid())).Problem);
        Assert.IsType<NotFound>((await ReplyAsync(stranger, theirs, message)).Problem);
        Assert.IsType<NotFound>((await ReplyAsync(person, await StartAsync(person), Guid.NewGuid())).Problem);
        Assert.IsType<NotFound>((await Get<WithdrawRequest>().RunAsync(stranger, mine, None)).Problem);
        Assert.IsType<NotFound>((await Get<AcceptFee>().RunAsync(stranger, mine, None)).Problem);
        Assert.Equal(1, await ReadAsync(db => db.CaseMessages.CountAsync()));
    }

    [Theory]
    [InlineData("  ", typeof(MessageEmpty))]
    [InlineData(null, typeof(MessageTooLong))]
    public async Task A_message_says_something_and_has_an_end(string? text, Type problem)
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;

        var sent = await Get<ReplyToCase>().RunAsync(person, id, Guid.NewGuid(), text ?? new string('a', CaseMessage.MaxText + 1), None);

        Assert.IsType(problem, sent.Problem);
        Assert.Equal(0, await ReadAsync(db => db.CaseMessages.CountAsync()));
    }

    [Fact]
    public async Task A_message_does_not_stand_for_the_answer_to_a_question_about_identity()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        await ChangeAsync(id, (db, request) =>
        {
            var asked = request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Another name on the letter.", another: false, Officer, Now);
            db.IdentityQuestions.Add(asked.Value!);
        });

        await ReplyAsync(person, id, Guid.NewGuid());

        var request = await StoredAsync(id);
        Assert.Equal((RequestStatus.WaitingForPerson, true), (request.Status, request.Deadline!.PausedSince is not null));
        var mine = (await Get<ReadMyRequest>().RunAsync(person, id, None)).Value!;
        Assert.Equal("Another name on the letter.", mine.Question!.Doubt);
    }

    [Fact]
    public async Task The_person_reads_what_was_written_to_them_and_no_note()
    {
        var (person, id) = await AskedAsync();
        await ChangeAsync(id, (db, request) => db.CaseMessages.Add(request.Note(Guid.NewGuid(), "Looks like a known case.", Officer, Now).Value!));

        var mine = (await Get<ReadMyRequest>().RunAsync(person, id, None)).Value!;

        Assert.Equal(["May we close ticket 1182?"], mine.Messages.Select(m => m.Text));
        Assert.True(mine.IsAsked);
        await ReplyAsync(person, id, Guid.NewGuid());
        Assert.False((await Get<ReadMyRequest>().RunAsync(person, id, None)).Value!.IsAsked);
    }

    [Fact]
    public async Task A_request_that_was_taken_back_is_closed_confirmed_and_told_to_the_team()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person, language: "fr-BE")).Request;
        await AddOfficerAsync("officer@example.org");
        Clock.Advance(TimeSpan.FromDays(2));

        Assert.True((await Get<WithdrawRequest>().RunAsync(person, id, None)).IsOk);
        Assert.True((await Get<WithdrawRequest>().RunAsync(person, id, None)).IsOk);

        var request = await StoredAsync(id);
        Assert.Equal((RequestStatus.Withdrawn, false), (request.Status, request.IsOpen));
        Assert.Single(request.Events, e => e.Kind == RequestEventKind.Withdrawn);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RequestWithdrawn)));
        Assert.Single(await MailsAsync("officer@example.org"));
        var mail = (await MailsAsync("member@example.org"))[1];
        Assert.Equal("Demande 2026-0001", mail.Subject);
        Assert.StartsWith("Vous avez retiré la demande 2026-0001 le 4 mars 2026.", mail.Body);
        Assert.IsType<RequestTakenBack>((await ReplyAsync(person, id, Guid.NewGuid())).Problem);
    }

    [Fact]
    public async Task An_answered_request_is_not_taken_back_and_not_written_in()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        await GrantAsync(id);

        Assert.IsType<RequestAlreadyAnswered>((await Get<WithdrawRequest>().RunAsync(person, id, None)).Problem);
        Assert.IsType<RequestAlreadyAnswered>((await ReplyAsync(person, id, Guid.NewGuid())).Problem);
    }

    [Fact]
    public async Task A_fee_is_accepted_once_and_only_where_one_was_announced()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        Assert.IsType<NoFeeToAccept>((await Get<AcceptFee>().RunAsync(person, id, None)).Problem);
        await ChangeAsync(id, request => request.QuoteFee(RefusalGround.ManifestlyUnfounded, "The fifth copy this week.", 25m, null, Now));
        await AddOfficerAsync("officer@example.org");

        Assert.True((await Get<AcceptFee>().RunAsync(person, id, None)).IsOk);
        Assert.True((await Get<AcceptFee>().RunAsync(person, id, None)).IsOk);

        var request = await StoredAsync(id);
        Assert.Equal((Now, RequestStatus.InProgress), (request.Fee!.AcceptedAt!.Value, request.Status));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.FeeAccepted)));
        Assert.Single(await MailsAsync("officer@example.org"));
    }

    [Fact]
    public async Task A_clock_that_stood_when_the_request_was_taken_back_stood_until_then()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        await ChangeAsync(id, (db, request) => db.IdentityQuestions.Add(
            request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Another name.", another: false, Officer, Now).Value!));
        Clock.Advance(TimeSpan.FromDays(3));

        await Get<WithdrawRequest>().RunAsync(person, id, None);

        Assert.Equal([new Pause(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 5))], (await StoredAsync(id)).Pauses);
    }

    private async Task<(Actor Person, Guid Id)> AskedAsync()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        await ChangeAsync(id, (db, request) => db.CaseMessages.Add(request.Ask(Guid.NewGuid(), "May we close ticket 1182?", Officer, Now).Value!));
        return (person, id);
    }

    private Task<Result> ReplyAsync(Actor who, Guid id, Guid message)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return Get<ReplyToCase>().RunAsync(who, id, message, Secret, None);
    }

    private Task ChangeAsync(Guid id, Func<RightsRequest, Result> change) =>
        ChangeAsync(id, (_, request) => Assert.True(change(request).IsOk));

    // What the team does; whoever loses against somebody faster tries again.
    private async Task ChangeAsync(Guid id, Action<PortalDb, RightsRequest> change)
    {
        while (true)
        {
            await using var db = await OpenAsync();
            var request = await db.Requests.SingleAsync(r => r.Id == id);
            change(db, request);
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now, request.Subject, id.ToString()));
            try
            {
                await db.SaveChangesAsync();
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
            }
        }
    }

    private Task<List<Medbook.PrivacyPortal.Infrastructure.Mail.OutgoingMail>> MailsAsync(string to) =>
        ReadAsync(db => db.OutgoingMails.Where(mail => mail.To == to).OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id).ToListAsync());

    private async Task<string> AddOfficerAsync(string email, string language = "en-GB")
    {
        var officer = await AddPersonAsync(email);
        await using var db = await OpenAsync();
        if (await db.Roles.SingleOrDefaultAsync(role => role.Name == nameof(Role.Officer)) is not { } role)
        {
            db.Roles.Add(role = new IdentityRole(nameof(Role.Officer)));
        }
        (await db.Users.SingleAsync(user => user.Id == officer.Id)).Language = language;
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = officer.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
        return officer.Id;
    }

    public sealed class OnSqlite() : OwnCaseTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : OwnCaseTests(Provider.PostgreSql);
}

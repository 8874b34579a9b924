using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

public abstract class DecisionTests(Provider provider) : CaseTests(provider)
{
    private static readonly RequestScope Three = new() { Activities = ["helpdesk", "contracting", "account"] };
    private static readonly RefusalReasons Reasons = new(RefusalGround.RequiredByLaw, "Invoices of 2021 stay until 2031.");

    [Fact]
    public async Task A_grant_reaches_the_person_as_a_letter_and_as_the_same_words_by_mail()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.True((await GrantAsync(sent.Request, "We delete the tickets today.")).IsOk);

        var read = (await Get<ReadMyRequest>().RunAsync(person, sent.Request, None)).Value!.Request;
        Assert.Equal((RequestStatus.Done, Outcome.Granted, Now), (read.Status, read.Outcome!.Value, read.DecidedAt!.Value));
        Assert.Contains("We grant your request. We delete what you asked us to delete.\n\nWe delete the tickets today.", read.Letter!.Text);
        var mail = await AnswerAsync();
        Assert.Equal(("member@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.StartsWith(read.Letter.Text, mail.Body);
        Assert.EndsWith($"https://privacy.example.org/requests/{sent.Request}", mail.Body);
    }

    [Theory]
    [InlineData("en-GB", "We cannot grant this: Delete my data.", "Our reasons: Invoices of 2021 stay until 2031.",
        "The rule: a law requires us to keep the data (GDPR 17(3)(b)).",
        "Data Protection Authority (GBA/APD): Drukpersstraat 35, 1000 Brussels, +32 2 274 48 00, dataprotectionauthority.be", "You can also go to court.")]
    [InlineData("nl-BE", "Dit kunnen we niet toestaan: Mijn gegevens wissen.", "Onze redenen: Invoices of 2021 stay until 2031.",
        "De regel: een wet verplicht ons de gegevens te bewaren (AVG 17(3)(b)).",
        "Gegevensbeschermingsautoriteit (GBA): Drukpersstraat 35, 1000 Brussel, +32 2 274 48 00, gegevensbeschermingsautoriteit.be", "U kunt ook naar de rechter stappen.")]
    [InlineData("fr-BE", "Nous ne pouvons pas accorder ceci\u00a0: Effacer mes données.", "Nos raisons\u00a0: Invoices of 2021 stay until 2031.",
        "La règle\u00a0: une loi nous oblige à garder les données (RGPD 17(3)(b)).",
        "Autorité de protection des données (APD)\u00a0: rue de la Presse 35, 1000 Bruxelles, +32 2 274 48 00, autoriteprotectiondonnees.be", "Vous pouvez aussi aller en justice.")]
    public async Task A_refusal_holds_reasons_rule_authority_and_court_in_the_language_of_the_request(string language, params string[] sentences)
    {
        var sent = await SubmitAsync(await AddPersonAsync(), language: language);

        Assert.True((await RefuseAsync(sent.Request, Reasons)).IsOk);

        var letter = (await StoredAsync(sent.Request)).Letter!;
        Assert.Equal(language, letter.Language);
        Assert.All(sentences, sentence => Assert.Contains(sentence, letter.Text));
        var mail = await AnswerAsync();
        Assert.StartsWith(letter.Text, mail.Body);
        // A subject names no right and no reason.
        Assert.EndsWith("2026-0001", mail.Subject);
        Assert.InRange(mail.Subject.Split(' ').Length, 2, 2);
    }

    [Fact]
    public async Task A_refusal_without_reasons_is_not_sent_and_nothing_changes()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<ReasonsMissing>((await RefuseAsync(sent.Request, Reasons with { Words = " \n " })).Problem);
        Assert.IsType<GroundDoesNotFit>((await RefuseAsync(sent.Request, Reasons with { Ground = RefusalGround.RightsOfOthers })).Problem);

        Assert.Equal(RequestStatus.Received, (await StoredAsync(sent.Request)).Status);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_late_refusal_is_sent_says_that_it_is_late_and_is_recorded_as_a_breach()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Clock.Advance(TimeSpan.FromDays(32));

        Assert.True((await RefuseAsync(sent.Request, Reasons)).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.True(stored.AnsweredLate);
        Assert.Contains(stored.Events, e => e.Kind == RequestEventKind.TermBreached);
        Assert.Contains("This answer is late. The last legal day was 2 April 2026.", stored.Letter!.Text);
    }

    [Fact]
    public async Task The_audit_keeps_who_decided_and_the_hash_of_the_letter_and_no_word_of_it()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await RefuseAsync(sent.Request, Reasons);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestRefused));
        Assert.Equal((Officer.Id, Role.Officer, person.Subject, sent.Request.ToString(), (await StoredAsync(sent.Request)).Letter!.Hash),
            (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));
    }

    [Fact]
    public async Task Some_is_granted_and_some_refused_each_with_its_own_reasons_in_one_letter()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person, scope: Three);

        Assert.True((await DecideAsync(sent.Request, new DecisionDraft(
            [Granted("helpdesk"), Refused("contracting", Reasons), Refused("account", new(RefusalGround.StillNeeded, "You still use your account."))],
            "The tickets go today."))).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.Equal((Outcome.PartlyGranted, RefusalGround.RequiredByLaw), (stored.Outcome, stored.Ground));
        Assert.Equal(["helpdesk", "contracting", "account"], stored.Parts.Select(part => part.Activity));
        Assert.Equal(
            [LetterPart.Greeting, LetterPart.Asked, LetterPart.Decision, LetterPart.Reasons, LetterPart.Decision, LetterPart.Reasons, LetterPart.Rule,
             LetterPart.Decision, LetterPart.Reasons, LetterPart.Rule, LetterPart.Complaint, LetterPart.Court, LetterPart.Signature],
            stored.Letter!.Paragraphs.Select(paragraph => paragraph.Part));
        Assert.Contains("We grant a part of your request. We delete this: Helpdesk.\n\nThe tickets go today.\n\nThis stays: ", stored.Letter.Text);
        Assert.Equal(AuditAction.RequestPartlyGranted, await ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Id).Select(e => e.Action).FirstAsync()));
        Assert.StartsWith(stored.Letter.Text, (await AnswerAsync()).Body);
    }

    [Fact]
    public async Task Parts_that_are_refused_for_the_same_reasons_are_told_together()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), scope: Three);

        Assert.True((await DecideAsync(sent.Request, new DecisionDraft([Granted("helpdesk"), Refused("contracting", Reasons), Refused("account", Reasons)], ""))).IsOk);

        Assert.Single((await StoredAsync(sent.Request)).Letter!.Paragraphs, paragraph => paragraph.Part == LetterPart.Rule);
    }

    [Fact]
    public async Task All_is_refused_each_part_for_reasons_of_its_own()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), scope: new() { Activities = ["contracting", "account"] });
        var still = new RefusalReasons(RefusalGround.StillNeeded, "You still use your account.");

        Assert.True((await DecideAsync(sent.Request, new DecisionDraft([Refused("contracting", Reasons), Refused("account", still)], ""))).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.Equal((Outcome.Refused, 2), (stored.Outcome!.Value, stored.Letter!.Paragraphs.Count(paragraph => paragraph.Part == LetterPart.Rule)));
    }

    [Fact]
    public async Task Where_the_request_names_nothing_the_officer_names_activities_of_the_register()
    {
        var person = await AddPersonAsync();
        var (one, two) = (await SubmitAsync(person, scope: RequestScope.Everything), await SubmitAsync(person, scope: RequestScope.Everything));

        Assert.IsType<UnknownActivity>((await DecideAsync(one.Request, new DecisionDraft([Granted("helpdesk"), Refused("stars", Reasons)], ""))).Problem);
        Assert.IsType<PartsDoNotFit>((await DecideAsync(one.Request, new DecisionDraft([Granted("helpdesk")], ""))).Problem);
        Assert.IsType<PartsMissing>((await Get<DecideRequest>().RunAsync(Officer, one.Request, (await StoredAsync(one.Request)).Revision, new([], ""), "", None)).Problem);
        Assert.True((await DecideAsync(one.Request, new DecisionDraft([Granted("helpdesk"), Refused("contracting", Reasons)], ""))).IsOk);
        Assert.True((await GrantAsync(two.Request)).IsOk);
    }

    [Fact]
    public async Task A_paragraph_can_be_written_anew_but_authority_and_court_of_a_refusal_stay()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var letter = await ShownAsync(sent.Request, DecisionDraft.Refuse(Reasons));
        string Text(LetterPart part) => letter.Paragraphs.First(paragraph => paragraph.Part == part).Text;
        DecisionDraft Edited(LetterPart part, string to) =>
            DecisionDraft.Refuse(Reasons) with { Edits = [new(part, Text(part), to)] };

        Assert.IsType<CourtMissing>((await DecideAsync(sent.Request, Edited(LetterPart.Court, " "))).Problem);
        Assert.IsType<AuthorityMissing>((await DecideAsync(sent.Request, Edited(LetterPart.Complaint, "Do complain."))).Problem);
        Assert.IsType<ReasonsMissing>((await DecideAsync(sent.Request, Edited(LetterPart.Reasons, "We do not want to."))).Problem);
        Assert.IsType<DecisionMissing>((await DecideAsync(sent.Request, Edited(LetterPart.Decision, ""))).Problem);
        Assert.IsType<ValueTooLong>((await DecideAsync(sent.Request, Edited(LetterPart.Greeting, new string('a', DecisionLetter.MaxText)))).Problem);
        Assert.Equal(RequestStatus.Received, (await StoredAsync(sent.Request)).Status);

        Assert.True((await DecideAsync(sent.Request, Edited(LetterPart.Greeting, "Dear doctor,"))).IsOk);
        Assert.StartsWith("Dear doctor,", (await StoredAsync(sent.Request)).Letter!.Text);
    }

    [Fact]
    public async Task A_letter_that_is_no_longer_the_one_the_officer_saw_is_not_sent()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var (stored, draft) = (await StoredAsync(sent.Request), DecisionDraft.Grant("Today."));
        var shown = (await ShownAsync(sent.Request, draft)).Hash;

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<LetterNotAsShown>((await Get<DecideRequest>().RunAsync(Officer, sent.Request, stored.Revision, draft, shown, None)).Problem);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task An_objection_is_refused_for_strong_reasons_only_after_a_weighing_that_found_them()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection);
        var reasons = new RefusalReasons(RefusalGround.CompellingGrounds, "Logs found two stolen accounts.");
        Assert.IsType<BalancingMissing>((await RefuseAsync(sent.Request, reasons)).Problem);

        var test = new BalancingTest("Find break-ins.", "Nothing milder found them.", "A hint at a place.", "Two people read the logs.", "Two stolen accounts in 2025.", true);
        Assert.True((await Get<WeighObjection>().RunAsync(Officer, sent.Request, (await StoredAsync(sent.Request)).Revision, test, None)).IsOk);

        Assert.True((await RefuseAsync(sent.Request, reasons)).IsOk);
        Assert.Equal(test, (await StoredAsync(sent.Request)).Balancing);
    }

    [Fact]
    public async Task Of_two_officers_the_second_sees_that_the_first_was_faster()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var stored = await StoredAsync(sent.Request);

        var results = await Task.WhenAll(
            Task.Run(() => DecideAsync(sent.Request, stored.Revision, DecisionDraft.Grant(""))),
            Task.Run(() => DecideAsync(sent.Request, stored.Revision, DecisionDraft.Refuse(Reasons), TestActors.Officer())));

        Assert.Single(results, result => result.IsOk);
        Assert.Single(results, result => result.Problem is ChangedMeanwhile or RequestAlreadyAnswered);
        Assert.Equal(2, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_decision_on_an_older_view_of_the_case_is_not_taken()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<ChangedMeanwhile>((await DecideAsync(sent.Request, Guid.NewGuid(), new([DecisionPart.Everything], ""))).Problem);
        Assert.Equal(RequestStatus.Received, (await StoredAsync(sent.Request)).Status);
    }

    [Fact]
    public async Task A_request_is_decided_once()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Assert.True((await GrantAsync(sent.Request)).IsOk);

        Assert.IsType<RequestAlreadyAnswered>((await GrantAsync(sent.Request)).Problem);
        Assert.IsType<RequestAlreadyAnswered>((await RefuseAsync(sent.Request, Reasons)).Problem);
    }

    [Fact]
    public async Task Only_an_officer_with_a_second_factor_decides()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        var draft = DecisionDraft.Refuse(Reasons);

        foreach (var nobody in new[] { person, TestActors.Auditor(), TestActors.Administrator(), TestActors.Operator(), Actor.Portal })
        {
            Assert.IsType<NotPermitted>((await DecideAsync(sent.Request, draft, nobody)).Problem);
        }
        Assert.IsType<SecondFactorMissing>((await DecideAsync(sent.Request, draft, TestActors.Officer(secondFactor: false))).Problem);
        Assert.True((await GrantAsync(sent.Request)).IsOk);
    }

    [Fact]
    public async Task An_officer_does_not_decide_on_their_own_request()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        var same = Actor.SignedIn(person.Id, person.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");

        Assert.IsType<OwnCase>((await DecideAsync(sent.Request, DecisionDraft.Grant(""), same)).Problem);
    }

    [Fact]
    public async Task A_complaint_is_answered_in_words_of_its_own()
    {
        var person = await AddPersonAsync();
        var (accepted, rejected) = (await SubmitAsync(person, RequestKind.Complaint), await SubmitAsync(person, RequestKind.Complaint));

        Assert.True((await GrantAsync(accepted.Request)).IsOk);
        Assert.True((await RefuseAsync(rejected.Request, new(RefusalGround.NothingWentWrong, "The call was answered."))).IsOk);

        Assert.Contains("You are right. We accept your complaint.", (await StoredAsync(accepted.Request)).Letter!.Text);
        Assert.Contains("We looked into your complaint and do not accept it.", (await StoredAsync(rejected.Request)).Letter!.Text);
    }

    private static DecisionPart Granted(string activity) => new(activity, null, null);

    private static DecisionPart Refused(string activity, RefusalReasons reasons) => new(activity, null, reasons);

    private Task<Medbook.PrivacyPortal.Infrastructure.Mail.OutgoingMail> AnswerAsync() =>
        ReadAsync(db => db.OutgoingMails.OrderByDescending(mail => mail.CreatedAt).FirstAsync());

    public sealed class OnSqlite() : DecisionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : DecisionTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents;

public abstract class DecisionTests(Provider provider) : ConsentTests(provider)
{
    [Fact]
    public async Task A_decision_gets_its_record_its_audit_entry_and_its_mail_together()
    {
        var person = await AddPersonAsync();

        var record = await DecideAsync(person, Given, new ShownText(1, "nl-BE"));

        var stored = Assert.Single(await RecordsAsync());
        Assert.Equal((record.Id, person.Subject!.Value, "research", 1, Given), (stored.Id, stored.Subject, stored.Purpose, stored.Sequence, stored.Decision));
        Assert.Equal((1, TestTexts.Research.Stored("nl-BE").Hash, "nl-BE", "portal", Now),
            (stored.TextVersion, stored.TextHash, stored.Language, stored.Channel, stored.At));
        Assert.Equal(Get<KeyedHash>().Of("consent-session", person.Session!), stored.Session);
        Assert.DoesNotContain(person.Session!, stored.Session!);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ConsentGiven));
        Assert.Equal((person.Id, Role.Member, person.Subject, record.Id.ToString(), "research"),
            (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("member@example.org", "Uw keuze is bewaard", "nl-BE"), (mail.To, mail.Subject, mail.Language));
        Assert.Equal(
            "U ging akkoord: Onderzoek in het algemeen.\n\nOp 2 maart 2026, om 10:00, op dit portaal. U las versie 1 van de tekst.\n\n"
            + "Akkoord gaan of stoppen: beide kan altijd, met één klik: https://privacy.example.org/consents", mail.Body);
    }

    [Theory]
    [InlineData(Given, AuditAction.ConsentGiven, "You agreed: Research in general.")]
    [InlineData(Refused, AuditAction.ConsentRefused, "You did not agree: Research in general.")]
    [InlineData(Objected, AuditAction.SharingObjected, "You objected to sharing: Accreditation committee. We no longer share.")]
    public async Task Every_decision_is_recorded_audited_and_confirmed_under_its_own_name(ConsentDecision decision, AuditAction action, string sentence)
    {
        await DecideAsync(await AddPersonAsync(), decision);

        Assert.Equal(decision, Assert.Single(await RecordsAsync()).Decision);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == action)));
        Assert.StartsWith(sentence, (await ReadAsync(db => db.OutgoingMails.SingleAsync())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_counts_from_its_commit_and_no_longer_after_its_withdrawal()
    {
        var person = await AddPersonAsync();
        Assert.False(await MayResearchUseAsync(person));

        await DecideAsync(person, Given);
        Assert.True(await MayResearchUseAsync(person));

        await DecideAsync(person, Withdrawn);
        Assert.False(await MayResearchUseAsync(person));

        await DecideAsync(person, Given);
        Assert.True(await MayResearchUseAsync(person));
        Assert.Equal([Given, Withdrawn, Given], (await RecordsAsync()).Select(record => record.Decision));
    }

    [Fact]
    public async Task An_objection_counts_from_its_commit_until_it_is_lifted()
    {
        var person = await AddPersonAsync();
        Assert.False(await ObjectsAsync(person));

        await DecideAsync(person, Objected);
        Assert.True(await ObjectsAsync(person));

        await DecideAsync(person, ObjectionLifted);
        Assert.False(await ObjectsAsync(person));
        Assert.False(await MayResearchUseAsync(person));
    }

    [Fact]
    public async Task Whoever_asks_within_a_transaction_sees_what_that_transaction_sees()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);
        await using var db = await OpenAsync();

        Assert.Equal([person.Subject!.Value], await Get<ChoicesInForce>().WhoAgrees(db, ConsentPurposes.Research).ToListAsync());
        await DecideAsync(person, Withdrawn);
        Assert.Empty(await Get<ChoicesInForce>().WhoAgrees(db, ConsentPurposes.Research).ToListAsync());
    }

    [Theory]
    [InlineData(Given)]
    [InlineData(Refused)]
    [InlineData(Objected)]
    public async Task The_same_click_again_changes_nothing_and_answers_the_same(ConsentDecision decision)
    {
        var person = await AddPersonAsync();
        var first = await DecideAsync(person, decision);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(first.Id, (await DecideAsync(person, decision)).Id);
        Assert.Single(await RecordsAsync());
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Clicks_at_the_same_moment_make_one_record_one_entry_and_one_mail()
    {
        var person = await AddPersonAsync();
        var clicks = Enumerable.Range(0, 6).Select(_ => Get<GiveConsent>()).ToArray();

        var results = await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(person, ConsentPurposes.Research, First, None))));

        var record = Assert.Single(await RecordsAsync());
        Assert.All(results, result => Assert.Equal(record.Id, result.Value?.Id));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ConsentGiven)));
    }

    [Fact]
    public async Task Of_a_yes_and_a_no_in_two_tabs_at_once_both_are_recorded_in_one_order()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);
        var (stop, go) = (Get<WithdrawConsent>(), Get<GiveConsent>());

        await Task.WhenAll(
            Task.Run(() => stop.RunAsync(person, ConsentPurposes.Research, First, None)),
            Task.Run(() => go.RunAsync(person, ConsentPurposes.Research, First, None)));

        var records = await RecordsAsync();
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(record => record.Sequence));
        Assert.Contains(records, record => record.Decision == Withdrawn);
        Assert.Equal(records[^1].Decision == Given, await MayResearchUseAsync(person));
    }

    [Fact]
    public async Task A_refusal_in_a_tab_that_is_behind_withdraws_what_was_given_in_the_other()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);

        Assert.Equal(Withdrawn, (await DecideAsync(person, Refused)).Decision);
        Assert.False(await MayResearchUseAsync(person));
    }

    [Fact]
    public async Task Nothing_to_withdraw_and_nothing_to_lift_are_said()
    {
        var person = await AddPersonAsync();

        Assert.IsType<NoConsentToWithdraw>((await TryAsync(person, Withdrawn)).Problem);
        Assert.IsType<NoObjectionToLift>((await TryAsync(person, ObjectionLifted)).Problem);
        Assert.Empty(await RecordsAsync());
    }

    [Fact]
    public async Task Choices_of_somebody_else_stay_as_they_are()
    {
        var (one, other) = (await AddPersonAsync(), await AddPersonAsync("other@example.org"));
        await DecideAsync(one, Given);
        await DecideAsync(other, Given);
        await DecideAsync(other, Objected);

        await DecideAsync(one, Withdrawn);

        Assert.True(await MayResearchUseAsync(other));
        Assert.False(await ObjectsAsync(one));
        Assert.Equal([other.Subject!.Value], await ReadAsync(db => Get<ChoicesInForce>().WhoAgrees(db, ConsentPurposes.Research).ToListAsync()));
    }

    [Fact]
    public async Task When_the_save_fails_nothing_is_left_of_it()
    {
        var person = await AddPersonAsync();
        await using (var db = await OpenAsync())
        {
            // The mail cannot be written: nor can record and entry.
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "OutgoingMails" RENAME TO "Elsewhere" """);
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => TryAsync(person, Given));

        Assert.Empty(await RecordsAsync());
        Assert.Equal(0, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ConsentGiven)));
        Assert.False(await MayResearchUseAsync(person));
    }

    [Fact]
    public async Task A_person_the_portal_no_longer_reaches_decides_all_the_same()
    {
        var stranger = TestActors.SomebodyElse();

        await DecideAsync(stranger, Objected);

        Assert.True(await ObjectsAsync(stranger));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Withdrawing_asks_no_new_proof_of_who_is_there()
    {
        var unconfirmed = TestActors.Member(Medbook.PrivacyPortal.Domain.Subjects.SubjectKey.New(), confirmed: false);
        await DecideAsync(unconfirmed, Given);

        Assert.Equal(Withdrawn, (await DecideAsync(unconfirmed, Withdrawn)).Decision);
    }

    [Fact]
    public async Task Nobody_decides_for_a_visitor_an_operator_or_a_purpose_that_is_not_there()
    {
        Assert.IsType<NotPermitted>((await TryAsync(Actor.Visitor, Given)).Problem);
        Assert.IsType<NotPermitted>((await TryAsync(TestActors.Operator(), Withdrawn)).Problem);
        var person = await AddPersonAsync();
        Assert.IsType<NotFound>((await TryAsync(person, Given, purpose: "marketing")).Problem);
        Assert.IsType<NotFound>((await TryAsync(person, Given, purpose: ConsentPurposes.AccreditationCommittee)).Problem);
        Assert.IsType<NotFound>((await TryAsync(person, Given, new ShownText(2, "en-GB"))).Problem);
        Assert.IsType<NotFound>((await TryAsync(person, Given, new ShownText(1, "de-DE"))).Problem);
    }

    public sealed class OnSqlite() : DecisionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : DecisionTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Studies;

/// <summary>What people decide about studies, beside what they decide about research in general.</summary>
public abstract class StudyConsentTests(Provider provider) : StudyTests(provider)
{
    private static readonly StudyPlan Other = TestPlans.Whole with { Title = new LocalText("Burnout", "Burn-out", "Épuisement") };

    [Theory]
    [InlineData(Refused)]
    [InlineData(Withdrawn)]
    public async Task A_no_to_research_in_general_ends_every_yes_to_a_study_with_records_of_their_own_and_one_mail(ConsentDecision no)
    {
        var one = await PublishedAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var (other, refused) = (await PublishedAsync(Other), await PublishedAsync());
        var (person, neighbour) = (await AddPersonAsync(), await AddPersonAsync("neighbour@example.org"));
        if (no == Withdrawn) await DecideAsync(person, Given);
        await DecideAsync(person, Given, purpose: one.Purpose);
        await DecideAsync(person, Given, purpose: other.Purpose);
        await DecideAsync(person, Refused, purpose: refused.Purpose);
        await DecideAsync(neighbour, Given, purpose: one.Purpose);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var general = await DecideAsync(person, no, new ShownText(1, "nl-BE"));

        Assert.False(await AgreesAsync(person, one) || await AgreesAsync(person, other));
        Assert.True(await AgreesAsync(neighbour, one));
        var records = await ReadAsync(db => db.ConsentRecords.Where(r => r.Subject == person.Subject && r.At == general.At).ToListAsync());
        Assert.Equal(
            new[] { (ConsentPurposes.Research, no, 1), (one.Purpose, Withdrawn, 1), (other.Purpose, Withdrawn, 1) }.Order(),
            records.Select(record => (record.Purpose, record.Decision, record.TextVersion)).Order());
        Assert.All(records, record => Assert.Equal(("nl-BE", general.Session), (record.Language, record.Session)));
        Assert.All(records.Where(record => record.Id != general.Id), record => Assert.NotNull(record.Follows));
        Assert.Equal(3, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.At == general.At && (e.Action == AuditAction.ConsentWithdrawn || e.Action == AuditAction.ConsentRefused))));
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Language == "nl-BE"));
        Assert.Contains("Dit beëindigde ook uw ja voor elk van deze studies:\n- Nachtdiensten\n- Burn-out", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_agreed_to_by_itself_also_after_a_no_to_research_in_general()
    {
        var study = await PublishedAsync();
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);
        Assert.False(await AgreesAsync(person, study));

        await DecideAsync(person, Withdrawn);
        await DecideAsync(person, Given, purpose: study.Purpose);

        Assert.True(await AgreesAsync(person, study));
        Assert.False(await MayResearchUseAsync(person));
    }

    [Fact]
    public async Task A_no_to_research_in_general_that_is_said_again_ends_what_was_agreed_to_since()
    {
        var study = await PublishedAsync();
        var person = await AddPersonAsync();
        var no = await DecideAsync(person, Refused);
        await DecideAsync(person, Given, purpose: study.Purpose);

        Assert.Equal(no.Id, (await DecideAsync(person, Refused)).Id);
        await DecideAsync(person, Refused);

        Assert.False(await AgreesAsync(person, study));
        Assert.Equal([Given, Withdrawn], (await RecordsAsync()).Where(record => record.Purpose == study.Purpose).Select(record => record.Decision));
        Assert.Equal(3, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_no_in_general_and_one_to_the_study_at_once_make_one_withdrawal_of_the_study()
    {
        var study = await PublishedAsync();
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);
        await DecideAsync(person, Given, purpose: study.Purpose);
        var (general, single) = (Get<WithdrawConsent>(), Get<WithdrawConsent>());

        var results = await Task.WhenAll(
            Task.Run(() => general.RunAsync(person, ConsentPurposes.Research, First, None)), Task.Run(() => single.RunAsync(person, study.Purpose, First, None)));

        Assert.All(results, result => Assert.Null(result.Problem));
        Assert.Equal([Given, Withdrawn], (await RecordsAsync()).Where(record => record.Purpose == study.Purpose).Select(record => record.Decision));
    }

    [Fact]
    public async Task Withdrawals_of_many_at_once_all_count_and_an_officer_who_writes_is_not_in_their_way()
    {
        var study = await PublishedAsync();
        var people = new List<Actor>();
        for (var i = 0; i < 4; i++) people.Add(await AddPersonAsync($"person-{i}@example.org"));
        foreach (var person in people) await DecideAsync(person, Given, purpose: study.Purpose);
        var (seen, revision) = ((await ViewAsync(study.Id)).Seen.Revision, study.Revision);
        var withdrawals = people.Select(person => (person, Operation: Get<WithdrawConsent>())).ToList();
        var save = Get<SaveStudy>();

        var saving = Task.Run(() => save.RunAsync(Officer, study.Id, TestPlans.Whole with { K = 6 }, seen, None));
        var results = await Task.WhenAll(withdrawals.Select(one => Task.Run(() => one.Operation.RunAsync(one.person, study.Purpose, First, None))));

        Assert.Null((await saving).Problem);
        Assert.All(results, result => Assert.Null(result.Problem));
        Assert.Equal(0, (await ViewAsync(study.Id)).Agreeing);
        Assert.NotEqual(revision, (await ViewAsync(study.Id)).Study.Revision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_a_study_that_is_over_or_retired_nobody_says_yes_and_a_no_is_taken(bool retired)
    {
        var study = await PublishedAsync();
        var (taking, late) = (await AddPersonAsync(), await AddPersonAsync("late@example.org"));
        await DecideAsync(taking, Given, purpose: study.Purpose);
        if (retired) await RetireAsync(study);
        else Clock.SetUtcNow(new DateTimeOffset(2028, 3, 1, 9, 0, 0, TimeSpan.Zero));

        Assert.IsType<StudyClosed>((await TryAsync(late, Given, purpose: study.Purpose)).Problem);
        var choices = await ChoicesAsync(taking);
        Assert.DoesNotContain(choices.Choices, choice => choice.IsStudy);
        Assert.Equal(study.Purpose, Assert.Single(choices.Ended).Text.Purpose);
        Assert.Contains(choices.History, decision => decision.Title == "Night shifts");

        Assert.Equal(Withdrawn, (await DecideAsync(taking, Withdrawn, purpose: study.Purpose)).Decision);
        Assert.Equal(Refused, (await DecideAsync(late, Refused, purpose: study.Purpose)).Decision);
        Assert.Empty((await ChoicesAsync(taking)).Ended);
    }

    [Fact]
    public async Task A_material_change_asks_again_with_the_words_of_before_and_a_rewording_counts_on()
    {
        var study = await PublishedAsync();
        var person = await AddPersonAsync();
        await DecideAsync(person, Given, purpose: study.Purpose);

        await PublishedAsync(TestPlans.Whole with { EthicsReference = "EC 2026/15" }, StudyChange.Rewording, study.Id);
        Assert.True(await AgreesAsync(person, study));
        Assert.Equal(1, (await ViewAsync(study.Id)).Agreeing);

        await PublishedAsync(TestPlans.Whole with { Partner = "Another institute" }, StudyChange.Material, study.Id);
        Assert.False(await AgreesAsync(person, study));
        Assert.Equal(0, (await ViewAsync(study.Id)).Agreeing);
        var choice = (await ChoicesAsync(person)).Choices.Single(one => one.IsStudy);
        Assert.Null(choice.Standing);
        Assert.EndsWith("Institute of Shift Work.", StudyFacts.Of(choice.Before!, StudyFact.Who).Text, StringComparison.Ordinal);

        Assert.IsType<ConsentTextChanged>((await TryAsync(person, Given, First, study.Purpose)).Problem);
        await DecideAsync(person, Given, new ShownText(3, "en-GB"), study.Purpose);
        Assert.True(await AgreesAsync(person, study));
    }

    [Fact]
    public async Task What_is_only_written_is_seen_by_nobody()
    {
        var id = Guid.NewGuid();
        await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole, null, None);

        Assert.DoesNotContain((await ChoicesAsync(await AddPersonAsync())).Choices, choice => choice.IsStudy);
        Assert.IsType<NotFound>((await TryAsync(await AddPersonAsync("early@example.org"), Given, purpose: Study.PurposeOf(id))).Problem);
    }

    [Fact]
    public async Task When_a_record_of_a_study_cannot_be_saved_the_no_in_general_is_not_saved_either()
    {
        var study = await PublishedAsync();
        var person = await AddPersonAsync();
        await DecideAsync(person, Given, purpose: study.Purpose);
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Studies" RENAME TO "Elsewhere" """);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => TryAsync(person, Refused));

        Assert.Equal(Given, Assert.Single(await RecordsAsync()).Decision);
    }

    public sealed class OnSqlite() : StudyConsentTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : StudyConsentTests(Provider.PostgreSql);
}

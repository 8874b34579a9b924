using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents;

/// <summary>Medbook's own systems ask by their own keys what a person agreed or objected to.</summary>
public abstract class AskConsentsTests(Provider provider) : ClinicTests(provider)
{
    private static readonly ShownText First = new(1, "en-GB");
    private Actor ada = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, .. TestSystems.Settings];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync(TestTexts.Research, TestTexts.Committee);
        ada = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
    }

    [Fact]
    public async Task What_a_person_decided_is_answered_and_nothing_else_about_them()
    {
        Assert.True((await Get<GiveConsent>().RunAsync(ada, ConsentPurposes.Research, First, None)).IsOk);
        var given = Now;
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Get<ObjectToSharing>().RunAsync(ada, ConsentPurposes.AccreditationCommittee, First, None)).IsOk);

        Assert.Equal(
            [new("accreditation-committee", ChoiceKind.Objection, Allowed: false, Now, 1), new PurposeStanding("research", ChoiceKind.Consent, Allowed: true, given, 1)],
            await OneAsync("members:1"));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Get<WithdrawConsent>().RunAsync(ada, ConsentPurposes.Research, First, None)).IsOk);
        Assert.Equal(new PurposeStanding("research", ChoiceKind.Consent, Allowed: false, Now, 1), (await OneAsync("members:1"))[1]);
    }

    [Fact]
    public async Task Whom_the_portal_does_not_know_is_as_somebody_who_never_decided()
    {
        var answers = (await AskAsync("members:2", "members:1", "members:0", "nobody:7")).Value!;

        Assert.Equal(["members:2", "members:1", "members:0", "nobody:7"], answers.Select(answer => answer.Person));
        Assert.All(answers, answer => Assert.Equal(
            [new("accreditation-committee", ChoiceKind.Objection, Allowed: true, null, null), new PurposeStanding("research", ChoiceKind.Consent, Allowed: false, null, null)], answer.Purposes));
    }

    [Fact]
    public async Task A_text_that_asks_anew_makes_an_earlier_yes_count_no_more_and_a_rewording_does_not()
    {
        Assert.True((await Get<GiveConsent>().RunAsync(ada, ConsentPurposes.Research, First, None)).IsOk);

        await InstallAsync(TestTexts.Research.Next(asksAgain: false));
        Assert.Equal((true, 1), (await OneAsync("members:1"))[1] is var kept ? (kept.Allowed, kept.TextVersion) : default);

        await InstallAsync(TestTexts.Research.Next(asksAgain: true, version: 3));
        Assert.Equal(new PurposeStanding("research", ChoiceKind.Consent, Allowed: false, null, null), (await OneAsync("members:1"))[1]);
    }

    [Fact]
    public async Task A_study_is_answered_for_until_it_ends()
    {
        var study = Study.Begin(Guid.CreateVersion7(Now), TestPlans.Whole, "officer", Now);
        await using (var db = await OpenAsync())
        {
            db.Studies.Add(study);
            db.StudyVersions.Add(study.Publish(StudyChange.First, "officer", Now));
            db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.ConsentTextInstalled, Now));
            await db.SaveChangesAsync();
        }
        await InstallAsync(TestTexts.Research with { Purpose = study.Purpose });
        Assert.True((await Get<GiveConsent>().RunAsync(ada, study.Purpose, First, None)).IsOk);
        Assert.True((await OneAsync("members:1")).Single(purpose => purpose.Purpose == study.Purpose).Allowed);

        Clock.SetUtcNow(new DateTimeOffset(TestPlans.Whole.Until!.Value.AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero));
        Assert.DoesNotContain(await OneAsync("members:1"), purpose => purpose.Purpose == study.Purpose);
    }

    [Fact]
    public async Task A_system_asks_about_the_sources_it_knows_and_nobody_else_asks()
    {
        Assert.IsType<NotFound>((await Get<AskConsents>().RunAsync(TestSystems.Mailer, "clinic", ["members:1"], None)).Problem);
        Assert.IsType<NotFound>((await Get<AskConsents>().RunAsync(TestSystems.Crm, "elsewhere", ["members:1"], None)).Problem);
        Assert.IsType<NotFound>((await Get<AskConsents>().RunAsync(TestSystems.Crm, "portal", ["Subjects:1"], None)).Problem);
        Assert.IsType<NotFound>((await Get<AskConsents>().RunAsync(Actor.SystemNamed("nobody"), "clinic", ["members:1"], None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AskConsents>().RunAsync(Actor.Portal, "clinic", ["members:1"], None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AskConsents>().RunAsync(TestActors.Officer(), "clinic", ["members:1"], None)).Problem);
    }

    [Fact]
    public async Task That_a_system_asked_is_written_once_a_day_in_Brussels_before_it_is_answered()
    {
        // It is ten in the morning there.
        await AskAsync("members:1");
        await AskAsync("members:2");
        Clock.Advance(TimeSpan.FromHours(13.9));
        await AskAsync("members:1");
        Clock.Advance(TimeSpan.FromHours(0.2));
        await AskAsync("members:1");
        await AskAsync("members:1");

        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.ConsentsAsked).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("crm", Role.System, null, "clinic"), (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference)));
    }

    [Fact]
    public async Task Systems_that_ask_at_the_same_moment_make_one_entry_and_each_gets_its_answer()
    {
        var asks = Enumerable.Range(0, 6).Select(_ => Get<AskConsents>()).ToArray();

        var answers = await Task.WhenAll(asks.Select(ask => Task.Run(() => ask.RunAsync(TestSystems.Crm, "clinic", ["members:1"], None))));

        Assert.All(answers, answer => Assert.Null(answer.Problem));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ConsentsAsked)));
    }

    [Fact]
    public async Task Who_asks_finds_a_persons_decisions_by_an_index()
    {
        await using var db = await OpenAsync();
        var subject = ada.Subject!.Value;

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ChoicesInForce.Last(db).Where(r => new[] { subject }.Contains(r.Subject))), "ConsentRecords");
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, db.SubjectLinks.Where(l => l.Source == "clinic" && new[] { "members:1" }.Contains(l.PersonKey))), "SubjectLinks");
    }

    private async Task InstallAsync(params ShippedText[] texts) => Assert.True((await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, texts, None)).IsOk);

    private Task<Result<IReadOnlyList<PersonConsents>>> AskAsync(params string[] persons) => Get<AskConsents>().RunAsync(TestSystems.Crm, "clinic", persons, None);

    private async Task<IReadOnlyList<PurposeStanding>> OneAsync(string person) => Assert.Single((await AskAsync(person)).Value!).Purposes;

    public sealed class OnSqlite() : AskConsentsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AskConsentsTests(Provider.PostgreSql);
}

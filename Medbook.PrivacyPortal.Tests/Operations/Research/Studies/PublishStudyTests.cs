using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Studies;

public abstract class PublishStudyTests(Provider provider) : StudyTests(provider)
{
    [Fact]
    public async Task Version_text_in_each_language_and_audit_entry_come_together()
    {
        var study = await PublishedAsync();

        var version = await ReadAsync(db => db.StudyVersions.SingleAsync());
        Assert.Equal((study.Id, 1, TestPlans.Whole, StudyChange.First, Officer.Id, Now),
            (version.Study, version.Version, version.Plan, version.Change, version.PublishedBy, version.PublishedAt));
        var texts = await ReadAsync(db => db.ConsentTexts.Where(t => t.Purpose == study.Purpose).OrderBy(t => t.Language).ToListAsync());
        Assert.Equal(["en-GB", "fr-BE", "nl-BE"], texts.Select(text => text.Language));
        Assert.All(texts, text => Assert.Equal((1, ChoiceKind.Consent, new DateOnly(2026, 3, 2), true), (text.Version, text.Kind, text.EffectiveFrom, text.AsksAgain)));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.StudyPublished));
        Assert.Equal((Officer.Id, study.Id.ToString(), "1 First"), (entry.ActorId, entry.Reference, entry.Detail));
    }

    [Fact]
    public async Task A_change_that_asks_for_more_is_no_rewording_and_a_rewording_does_not_ask_again()
    {
        var study = await PublishedAsync();
        await PublishedAsync(TestPlans.Whole with { EthicsReference = "EC 2026/15" }, StudyChange.Rewording, study.Id);
        await Get<SaveStudy>().RunAsync(Officer, study.Id, TestPlans.Whole with { Until = new DateOnly(2029, 1, 1) }, (await ViewAsync(study.Id)).Seen.Revision, None);

        var view = await ViewAsync(study.Id);
        Assert.True(view.AsksForMore);
        Assert.IsType<StudyAsksForMore>((await PublishAsync(view, StudyChange.Rewording)).Problem);
        Assert.Null((await PublishAsync(view, StudyChange.Material)).Problem);

        var texts = await ReadAsync(db => db.ConsentTexts.Where(t => t.Purpose == study.Purpose && t.Language == "en-GB").OrderBy(t => t.Version).ToListAsync());
        Assert.Equal([true, false, true], texts.Select(text => text.AsksAgain));
    }

    [Fact]
    public async Task Whoever_saw_something_older_publishes_and_saves_nothing()
    {
        var study = await PublishedAsync();
        var old = await ViewAsync(study.Id);
        var saved = await Get<SaveStudy>().RunAsync(Officer, study.Id, TestPlans.Whole with { K = 6 }, old.Seen.Revision, None);
        Assert.Null(saved.Problem);

        Assert.IsType<ChangedMeanwhile>((await Get<SaveStudy>().RunAsync(Officer, study.Id, TestPlans.Whole with { K = 7 }, old.Seen.Revision, None)).Problem);
        Assert.IsType<ChangedMeanwhile>((await PublishAsync(old, StudyChange.Material)).Problem);
        Assert.IsType<ChangedMeanwhile>((await Get<RetireStudy>().RunAsync(Officer, old.Seen, None)).Problem);
        Assert.Equal(6, (await ViewAsync(study.Id)).Study.Plan.K);
        Assert.Equal(1, await ReadAsync(db => db.StudyVersions.CountAsync()));
    }

    [Fact]
    public async Task Two_officers_at_once_publish_one_version()
    {
        var study = await PublishedAsync();
        await Get<SaveStudy>().RunAsync(Officer, study.Id, TestPlans.Whole with { K = 6 }, (await ViewAsync(study.Id)).Seen.Revision, None);
        var seen = (await ViewAsync(study.Id)).Seen;
        PublishStudy[] both = [Get<PublishStudy>(), Get<PublishStudy>()];

        var results = await Task.WhenAll(both.Select(one => Task.Run(() => one.RunAsync(Officer, seen, StudyChange.Rewording, None))));

        Assert.Single(results, result => result.IsOk);
        Assert.Equal(2, await ReadAsync(db => db.StudyVersions.CountAsync()));
    }

    public sealed class OnSqlite() : PublishStudyTests(Provider.Sqlite)
    {
        [Fact]
        public async Task The_text_says_which_data_how_coarse_who_until_when_and_what_cannot_be_recalled()
        {
            var study = await PublishedAsync(TestPlans.Whole with { Fields = [TestPlans.Born, TestPlans.Postcode, TestPlans.Role] });

            Assert.Equal("Your account: Date of birth (in spans of 5 years), Postcode (the first 2 characters only), Role.", await FactAsync(study, "en-GB", StudyFact.Data));
            Assert.Equal("Uw account: Geboortedatum (per 5 jaar), Postcode (alleen de eerste 2 tekens), Rol.", await FactAsync(study, "nl-BE", StudyFact.Data));
            Assert.Equal("Votre compte\u00a0: Date de naissance (par tranches de 5 ans), Code postal (les 2 premiers caractères seulement), Rôle.", await FactAsync(study, "fr-BE", StudyFact.Data));
            Assert.EndsWith("Research partner: Institute of Shift Work.", await FactAsync(study, "en-GB", StudyFact.Who), StringComparison.Ordinal);
            Assert.Equal("Du 1er mars 2026 au 29 février 2028, ou jusqu’à votre retrait.", await FactAsync(study, "fr-BE", StudyFact.Until));
            Assert.Contains("Results that are already anonymous cannot be called back", await FactAsync(study, "en-GB", StudyFact.Withdrawal), StringComparison.Ordinal);
            Assert.Contains("EC 2026/14", await FactAsync(study, "nl-BE", StudyFact.Doing), StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_field_the_map_does_not_open_or_not_so_fine_is_not_published()
        {
            StudyField[] unfit = [TestPlans.Born with { Rule = FieldRule.AsIs }, TestPlans.Born with { Rule = new FieldRule(FieldRuleKind.Band, 5) }, TestPlans.Postcode with { Rule = new FieldRule(FieldRuleKind.FirstCharacters) }];
            foreach (var field in unfit) Assert.IsType<StudyRuleUnfit>(await WhyNotAsync(field));
            StudyField[] closed = [TestPlans.Born with { Field = "email" }, TestPlans.Born with { Dataset = "visits" }, TestPlans.Born with { Source = "portal" }];
            foreach (var field in closed) Assert.IsType<StudyFieldClosed>(await WhyNotAsync(field));
            Assert.Equal(0, await ReadAsync(db => db.StudyVersions.CountAsync()));
        }

        [Fact]
        public async Task Everything_that_lacks_is_told_to_whoever_writes()
        {
            var id = Guid.NewGuid();
            await Get<SaveStudy>().RunAsync(Officer, id, new StudyPlan { Fields = [TestPlans.Role with { Field = "email" }], K = 1 }, null, None);

            Assert.Equal(
                [
                    typeof(StudyTitleMissing), typeof(StudyGoalMissing), typeof(StudyPartnerMissing), typeof(StudyPartnerAddressUnfit), typeof(StudyApprovalMissing),
                    typeof(StudyPeriodMissing), typeof(StudyNothingMarked), typeof(StudyTooFewAlike), typeof(StudyFieldClosed),
                ],
                (await ViewAsync(id)).Lacks.Select(lack => lack.GetType()));
            Assert.IsType<StudyTitleMissing>((await PublishAsync(await ViewAsync(id), StudyChange.First)).Problem);
        }

        [Fact]
        public async Task The_first_save_begins_a_study_once_and_the_same_words_write_no_entry()
        {
            var id = Guid.NewGuid();
            var first = await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole, null, None);
            Assert.Equal(first.Value, (await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole, null, None)).Value);
            Assert.Equal(first.Value, (await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole, first.Value, None)).Value);

            Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.StudyWritten)));
            Assert.IsType<NotFound>((await Get<SaveStudy>().RunAsync(Officer, Guid.NewGuid(), TestPlans.Whole, first.Value, None)).Problem);
        }

        [Fact]
        public async Task An_administrator_writes_an_auditor_reads_and_a_member_does_neither()
        {
            var id = Guid.NewGuid();
            var saved = await Get<SaveStudy>().RunAsync(TestActors.Administrator(), id, TestPlans.Whole, null, None);
            Assert.Null(saved.Problem);
            var (auditor, member, seen) = (TestActors.Auditor(), TestActors.SomebodyElse(), new SeenStudy(id, saved.Value));

            Assert.NotNull((await Get<ReadStudy>().RunAsync(auditor, id, None)).Value);
            Assert.NotNull((await Get<ListStudies>().RunAsync(auditor, StudyState.Draft, null, None)).Value);
            foreach (var who in (Actor[])[auditor, member])
            {
                Assert.IsType<NotPermitted>((await Get<SaveStudy>().RunAsync(who, id, TestPlans.Whole, saved.Value, None)).Problem);
                Assert.IsType<NotPermitted>((await Get<PublishStudy>().RunAsync(who, seen, StudyChange.First, None)).Problem);
                Assert.IsType<NotPermitted>((await Get<RetireStudy>().RunAsync(who, seen, None)).Problem);
            }
            Assert.IsType<NotPermitted>((await Get<ReadStudy>().RunAsync(member, id, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ListStudies>().RunAsync(member, StudyState.Draft, null, None)).Problem);
        }

        private async Task<Problem?> WhyNotAsync(StudyField field)
        {
            var id = Guid.NewGuid();
            await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole with { Fields = [field] }, null, None);
            return (await PublishAsync(await ViewAsync(id), StudyChange.First)).Problem;
        }

        private Task<string> FactAsync(Study study, string language, StudyFact fact) => ReadAsync(async db =>
            StudyFacts.Of((await db.ConsentTexts.SingleAsync(t => t.Purpose == study.Purpose && t.Language == language)).Wording, fact).Text);
    }

    public sealed class OnPostgreSql() : PublishStudyTests(Provider.PostgreSql);
}

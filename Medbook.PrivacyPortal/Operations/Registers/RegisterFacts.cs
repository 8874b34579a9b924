using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>What relies on the register, and what it is compared with: the data map, the choices of people, the official text, settings.</summary>
public sealed class RegisterFacts(SourceCatalog sources, RegisterCache registers, PortalSettings settings, TimeProvider clock)
{
    private static readonly string[] Consents = [ConsentPurposes.Research];

    private static readonly Dictionary<string, RecipientChoice> Choices = new()
    {
        [ConsentPurposes.AccreditationCommittee] = RecipientChoice.UnlessObjected,
        ["research-partners"] = RecipientChoice.AfterConsent,
    };

    /// <summary>What a next version has to have.</summary>
    public RegisterNeeds Needs()
    {
        var data = Data();
        return new RegisterNeeds(
            [.. data.SelectMany(one => one.Activities).Concat(Consents).Distinct()],
            [.. data.SelectMany(one => one.Bases.Select(basis => (basis.Key, basis.Value))).Concat(Consents.Select(id => (id, LegalBasis.Consent))).Distinct()],
            Choices);
    }

    /// <summary>What the lint compares today; null where no register is installed.</summary>
    internal async Task<(LintFacts Facts, int? Policy)?> ReadAsync(PortalDb db, CancellationToken ct)
    {
        var today = BrusselsTime.Today(clock);
        if (await registers.OnAsync(db, today, ct) is not { } register) return null;
        var coming = await db.RegisterVersions.AsNoTracking().Where(version => version.EffectiveFrom > today).OrderBy(version => version.Version).ToListAsync(ct);
        var policy = await PolicyDrafts.OnAsync(db, today, ct);
        return (new LintFacts(register, coming.ConvertAll(version => version.Read()), Data(), policy is null ? [] : Texts(policy), Consents, Choices, settings.Identity.AlwaysAsk == true), policy?.Version);
    }

    /// <summary>What the lint finds today, with what officers accepted; null where no register is installed.</summary>
    internal async Task<LintReport?> LintAsync(PortalDb db, CancellationToken ct)
    {
        if (await ReadAsync(db, ct) is not var (compared, policy)) return null;
        var accepted = await db.AcceptedGaps.AsNoTracking().ToDictionaryAsync(gap => gap.Key, ct);
        return new LintReport(compared.Register.Version, policy,
            [.. RegisterLint.Run(compared).Select(finding => new LintLine(finding, finding.Severity == LintSeverity.Gap ? accepted.GetValueOrDefault(finding.Key) : null))]);
    }

    private static List<PublishedText> Texts(PolicyVersion policy) =>
        [.. PortalCultures.All.Where(culture => policy.Text.In(culture).Length > 0).Select(culture => new PublishedText(culture, PolicyMarkdown.Read(policy.Text.In(culture))))];

    private List<MappedData> Data() =>
        [.. sources.All.SelectMany(source => source.Map.Datasets.Where(dataset => dataset.CopyOf is null).Select(dataset => Of(source.Name, dataset)))];

    private static MappedData Of(string source, Dataset dataset) => new(
        source, dataset.Id, [.. dataset.Activities], dataset.Bases,
        dataset.Retention.Rule switch
        {
            RetentionRule.UntilAsked => RetentionKind.UntilAsked,
            RetentionRule.Criteria => RetentionKind.CriteriaOnly,
            RetentionRule.UntilWithdrawn or RetentionRule.Period or RetentionRule.WithOrigin => null,
        },
        dataset.Retention is { Rule: RetentionRule.Period, AtLeast: false, Period: { } period } ? MonthsOf(period) : null,
        dataset.Retention is not { Rule: RetentionRule.Period, AtLeast: false } || IsCarriedOut(source, dataset));

    // A sweep takes what a source of the operator holds; of its own tables the portal ends a few kinds by itself.
    private static bool IsCarriedOut(string source, Dataset dataset) => source == Map.PortalSource
        ? ForgetSignIns.Kinds.Contains(dataset.Id) || dataset.Id == CallSystems.Kind
        : PeriodReach.CanTell(dataset) && PeriodReach.Touches(dataset);

    // A period of 365 days is one of twelve months.
    private static int MonthsOf(RetentionPeriod period) => period.Years * 12 + period.Months + (int)Math.Ceiling(period.Days * 12 / 365.25);
}

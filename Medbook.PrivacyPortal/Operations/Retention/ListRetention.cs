using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>How long records of one kind are kept.</summary>
/// <param name="Source">What people call their source.</param>
/// <param name="Label">What people call the records.</param>
/// <param name="Retention">The rule.</param>
/// <param name="Uses">The activities that use them.</param>
/// <param name="Policy">The article of the policy behind it; null where it is a choice.</param>
/// <param name="Gap">Why nobody can say when they go; null where a date says it.</param>
public sealed record ScheduleLine(
    LocalText Source, LocalText Label, DataMap.Model.Retention Retention, IReadOnlyList<ProcessingActivity> Uses, string? Policy, RetentionGap? Gap);

/// <summary>The schedule of the register, as the map applies it to each kind of record of the operator's sources.</summary>
/// <remarks>GDPR 5(1)(e), 13(2)(a), 30(1)(f); policy 5.</remarks>
public sealed class ListRetention(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, RegisterCache registers, Guard guard, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<ScheduleLine>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListRetention) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        // What somebody has to decide stands after what a date decides.
        return Lines(sources, register).OrderBy(line => line.Gap is not null).ThenBy(line => line.Retention.Rule).ToList();
    }

    /// <summary>The schedule in the order of the map.</summary>
    internal static IEnumerable<ScheduleLine> Lines(SourceCatalog sources, RegisterVersion register) => DueRows.Sources(sources).SelectMany(source =>
        source.Map.Datasets.Where(dataset => dataset.CopyOf is null).Select(dataset => LineOf(source.Map.Label, dataset, register)));

    private static ScheduleLine LineOf(LocalText source, Dataset dataset, RegisterVersion register)
    {
        IReadOnlyList<ProcessingActivity> uses = [.. dataset.Activities.Select(register.Find).OfType<ProcessingActivity>()];
        return new(source, dataset.Label, dataset.Retention, uses, uses.SelectMany(use => use.Retention).Select(clause => clause.PolicyArticle).FirstOrDefault(), GapOf(dataset, uses));
    }

    private static RetentionGap? GapOf(Dataset dataset, IReadOnlyList<ProcessingActivity> uses) => dataset.Retention switch
    {
        { Rule: RetentionRule.Criteria } => RetentionGap.NoPeriod,
        { Rule: RetentionRule.Period, AtLeast: true } => RetentionGap.NoMaximum,
        { Rule: RetentionRule.Period } when !PeriodReach.CanTell(dataset) => RetentionGap.DatesNotSortable,
        { Rule: RetentionRule.Period } when !PeriodReach.Touches(dataset) => RetentionGap.NothingHappens,
        { Rule: RetentionRule.UntilAsked } when uses.Any(use => use.Gaps.Contains(RegisterGap.UnusedAccounts)) => RetentionGap.UnusedAccounts,
        _ => null,
    };
}

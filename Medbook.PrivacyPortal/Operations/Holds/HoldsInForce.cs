using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>A hold that holds, as far as it takes to say what it covers.</summary>
internal sealed record StandingHold(Guid Id, HoldTarget Target, HoldGround Ground);

/// <summary>
/// Everything that may keep a batch of records, or the records of a person, from being destroyed: read at once, then asked record by record.
/// </summary>
internal sealed class HoldsInForce(IReadOnlyList<StandingHold> holds, IReadOnlyList<CaseHold> cases, IReadOnlyList<UseRestriction> limits)
{
    /// <summary>What concerns a batch of records: one query for holds, one for open requests, one for limits, however many records there are.</summary>
    public static async Task<HoldsInForce> OfAsync(PortalDb db, HoldQuestion question, DateOnly today, CancellationToken ct)
    {
        var subjects = question.Records.SelectMany(record => record.Of).Distinct().ToList();
        var keys = question.Records.Select(record => record.Key).ToList();
        var holds = OnDataset(db, question.Source, question.Dataset, keys).Concat(OnPersons(db, subjects));
        return new(await StandingAsync(holds, ct), await CasesAsync(db, subjects, question.Cause, ct), await LimitsAsync(db, subjects, question.Cause, today, ct));
    }

    /// <summary>What concerns a person before anybody looks at a record: holds that name them, and those on everybody's records.</summary>
    public static async Task<HoldsInForce> OfPersonAsync(PortalDb db, SubjectKey subject, DestructionCause cause, DateOnly today, CancellationToken ct) =>
        new(await StandingAsync(InForce(db).Where(h => h.Subject == subject || h.Subject == null), ct),
            await CasesAsync(db, [subject], cause, ct), await LimitsAsync(db, [subject], cause, today, ct));

    /// <summary>Whether nothing at all may be held: hardly anybody has a hold, and their records need not be asked one by one.</summary>
    public bool IsNothing => holds.Count + cases.Count + limits.Count == 0;

    /// <summary>What holds a record.</summary>
    public IReadOnlyList<HeldBy> On(string source, Dataset dataset, AskedRecord record) =>
    [
        .. holds.Where(hold => hold.Target.Covers(source, dataset.Id, record.Key, record.Of))
            .Select(hold => new HeldBy(HoldKind.LegalHold, hold.Id, hold.Ground)),
        .. cases.Where(one => one.Covers(source, dataset.Id, [.. dataset.Activities], record.Key, record.Of))
            .Select(one => new HeldBy(HoldKind.OpenCase, one.Request)),
        .. limits.Where(limit => record.Of.Contains(limit.Subject) && limit.Target.Covers(source, dataset.Id, [.. dataset.Activities]))
            .Select(limit => new HeldBy(HoldKind.Restriction, limit.Id)),
    ];

    /// <summary>The single records of a dataset that a hold or an open request names.</summary>
    public IReadOnlyList<string> RecordsNamed(string source, string dataset) =>
    [
        .. holds.Select(hold => hold.Target).Where(target => target.Reach == HoldReach.Record && (target.Source, target.Dataset) == (source, dataset)).Select(target => target.Record)
            .Concat(cases.SelectMany(one => one.Scope.Rows).Where(row => row.Key.Length > 0 && (row.Source, row.Dataset) == (source, dataset)).Select(row => row.Key))
            .Distinct(),
    ];

    /// <summary>How many holds name the person.</summary>
    public int OnPerson => holds.Count(hold => hold.Target.Subject is not null);

    /// <summary>How many hold everybody's records of one of these datasets.</summary>
    public int OnDatasets(IEnumerable<(string Source, string Dataset)> datasets) =>
        holds.Count(hold => hold.Target.Subject is null && datasets.Contains((hold.Target.Source, hold.Target.Dataset)));

    /// <summary>Holds that name a dataset: all of it, or one of these records. A test looks at the plan on both databases.</summary>
    internal static IQueryable<LegalHold> OnDataset(PortalDb db, string source, string dataset, IEnumerable<string> keys)
    {
        var named = keys.Append("").Distinct().ToList();
        // As one parameter: with one for each key the engine would search for each name among all.
        return InForce(db).Where(h => h.Source == source && h.Dataset == dataset && EF.Parameter(named).Contains(h.Record));
    }

    /// <summary>Holds on everything of one of these persons.</summary>
    internal static IQueryable<LegalHold> OnPersons(PortalDb db, IReadOnlyList<SubjectKey> subjects) =>
        InForce(db).Where(h => h.Subject != null && subjects.Contains(h.Subject.Value) && h.Source == "");

    internal static IQueryable<LegalHold> InForce(PortalDb db) => db.LegalHolds.AsNoTracking().Where(h => h.ReleasedAt == null);

    private static async Task<IReadOnlyList<StandingHold>> StandingAsync(IQueryable<LegalHold> holds, CancellationToken ct) =>
        await holds.Select(h => new StandingHold(h.Id, new HoldTarget(h.Subject, h.Source, h.Dataset, h.Record), h.Ground)).ToListAsync(ct);

    private static async Task<IReadOnlyList<CaseHold>> CasesAsync(PortalDb db, IReadOnlyList<SubjectKey> subjects, DestructionCause cause, CancellationToken ct)
    {
        var open = await db.Requests.AsNoTracking().Where(r => subjects.Contains(r.Subject) && r.IsOpen)
            .Select(r => new { r.Id, r.Subject, r.Kind, r.Scope, r.Details }).ToListAsync(ct);
        return [.. open.Select(r => CaseHold.Of(r.Id, r.Subject, r.Kind, r.Scope, r.Details)).Where(one => one.StandsAgainst(cause))];
    }

    // Who asks for an erasure agrees to it, whatever else may not be done with the data (GDPR 18(2)).
    private static async Task<IReadOnlyList<UseRestriction>> LimitsAsync(
        PortalDb db, IReadOnlyList<SubjectKey> subjects, DestructionCause cause, DateOnly today, CancellationToken ct) =>
        cause.IsAsked ? [] : [.. (await RestrictionsInForce.Of(db, subjects, today).ToListAsync(ct)).Where(limit => limit.StandsAgainstDestruction)];
}

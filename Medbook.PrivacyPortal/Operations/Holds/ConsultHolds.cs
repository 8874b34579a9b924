using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>
/// The one question before records are destroyed, whoever destroys them: which of them a legal hold, an open request or a limit on their use keeps. Asked for a
/// batch, at the moment of destruction; what was answered a minute ago may no longer be true.
/// </summary>
/// <remarks>Rules D1 and D2.</remarks>
public sealed class ConsultHolds(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Most records of one batch.</summary>
    public const int MostRecords = 1000;

    /// <returns>What is held; or <see cref="NotFound"/> where the map has no such dataset, of which nobody can say anything.</returns>
    public async Task<Result<HoldAnswer>> RunAsync(Actor who, HoldQuestion question, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConsultHolds) is { } denied) return denied;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(question.Records.Count, MostRecords);
        if (sources.Find(question.Source)?.Map.Find(question.Dataset) is not { } dataset) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var inForce = await HoldsInForce.OfAsync(db, question, BrusselsTime.Today(clock), ct);
        if (inForce.IsNothing) return HoldAnswer.Nothing;
        return new HoldAnswer(question.Records
            .Select(record => (record.Key, By: inForce.On(question.Source, dataset, record)))
            .Where(answer => answer.By.Count > 0)
            .GroupBy(answer => answer.Key, answer => answer.By)
            .ToDictionary(held => held.Key, IReadOnlyList<HeldBy> (held) => [.. held.SelectMany(by => by).Distinct()]));
    }
}

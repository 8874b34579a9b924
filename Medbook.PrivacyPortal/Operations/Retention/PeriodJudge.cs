using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Erasure;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>What becomes of rows whose period has ended: they go, unless something holds them at that moment.</summary>
internal sealed class PeriodJudge(DueRowHolds holds, PeriodReach reach, bool rowsStay) : RowJudge
{
    public override bool RowsStay => rowsStay;

    public override async Task<SeenBatch> LookAsync(IReadOnlyList<ErasableRow> rows, CancellationToken ct)
    {
        List<string> keys = [.. rows.Select(row => row.Key)];
        var held = await holds.AmongAsync(keys, await holds.NowAsync(ct), ct);
        return new SeenBatch(keys[^1], held.Count == 0 ? keys : keys.FindAll(key => !held.Contains(key)), Later: 0, LaterUntil: null, held.Count, Shared: 0);
    }

    public override async Task<WholeVerdict> LookAtWholeAsync(CancellationToken ct)
    {
        var now = await holds.NowAsync(ct);
        if (now.OnAll) return new(RowVerdict.Held, reach);
        var persons = await holds.PersonsAsync(now, ct);
        return new(RowVerdict.Goes, persons.Count == 0 ? reach : reach.Without(persons));
    }
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>Which rows of a dataset something keeps although their period has ended.</summary>
/// <param name="dbs">Gives contexts: what holds is read anew for each batch.</param>
/// <param name="consult">Says whether a record of a person is held.</param>
/// <param name="clock">The time.</param>
/// <param name="source">Name of the source.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="rowsOf">The keys of a person's rows whose period has ended.</param>
internal sealed class DueRowHolds(
    IDbContextFactory<PortalDb> dbs, ConsultHolds consult, TimeProvider clock, string source, Dataset dataset,
    Func<PersonKey, CancellationToken, Task<IReadOnlyList<string>>> rowsOf)
{
    // Looked up once for each person: no period ends while a sweep of a day is carried out, so that none comes in between.
    private readonly Dictionary<PersonKey, HashSet<string>> rows = [];

    /// <summary>What holds now.</summary>
    public async Task<DatasetHolds> NowAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = await DatasetHolds.OfAsync(db, source, dataset.Id, BrusselsTime.Today(clock), ct);
        return dataset.People.Count > 0 ? now : now with { Persons = [] };
    }

    /// <summary>Of some rows, those that are held.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="now">What holds now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlySet<string>> AmongAsync(IReadOnlyCollection<string> keys, DatasetHolds now, CancellationToken ct)
    {
        if (now.OnAll) return keys.ToHashSet();
        var held = now.Records.Count > 0 ? keys.Where(now.Records.Contains).ToHashSet() : [];
        if (now.Persons.Count > 0) held.UnionWith(await OfPersonsAsync(now.Persons, keys.ToHashSet(), ct));
        return held;
    }

    /// <summary>All rows of persons that are held.</summary>
    public Task<IReadOnlySet<string>> OfPersonsAsync(DatasetHolds now, CancellationToken ct) => OfPersonsAsync(now.Persons, among: null, ct);

    /// <summary>The persons whose rows are held where rows have no keys.</summary>
    public async Task<IReadOnlyList<PersonKey>> PersonsAsync(DatasetHolds now, CancellationToken ct)
    {
        var held = new List<PersonKey>();
        foreach (var kept in now.Persons)
        {
            if ((await AskAsync([new AskedRecord("", [kept.Subject])], ct)).Any()) held.Add(kept.Person);
        }
        return held;
    }

    private async Task<IReadOnlySet<string>> OfPersonsAsync(IReadOnlyList<KeptPerson> persons, HashSet<string>? among, CancellationToken ct)
    {
        var asked = new Dictionary<string, HashSet<SubjectKey>>();
        foreach (var kept in persons)
        {
            if (!rows.TryGetValue(kept.Person, out var theirs)) rows[kept.Person] = theirs = [.. await rowsOf(kept.Person, ct)];
            foreach (var key in theirs.Where(key => among is null || among.Contains(key)))
            {
                if (!asked.TryGetValue(key, out var of)) asked[key] = of = [];
                of.Add(kept.Subject);
            }
        }
        var held = new HashSet<string>();
        foreach (var some in asked.Select(row => new AskedRecord(row.Key, row.Value)).Chunk(ConsultHolds.MostRecords)) held.UnionWith(await AskAsync(some, ct));
        return held;
    }

    private async Task<IEnumerable<string>> AskAsync(IReadOnlyList<AskedRecord> records, CancellationToken ct)
    {
        var answer = await consult.RunAsync(Actor.Portal, new HoldQuestion(source, dataset.Id, records, DestructionCause.Retention), ct);
        // Of what nobody can say whether it is held, nothing goes.
        return answer.IsOk ? answer.Value.ByRecord.Keys : records.Select(record => record.Key);
    }
}

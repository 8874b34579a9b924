using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// Reads the data of a study, person by person in the order of their pseudonyms, and writes what is coarse enough into a file. Memory does
/// not grow with rows; of each person a key and a number are kept.
/// </summary>
internal sealed partial class ExtractReading(
    IDbContextFactory<PortalDb> dbs, PeopleOfStudy people, ResearchExtract extract, IReadOnlyList<ExtractPart> parts, StudyMarks marks, RunPulse pulse, ILogger log)
{
    private readonly long[] rows = new long[parts.Count];
    private int members;

    /// <summary>The source that failed, where one did.</summary>
    public string? Failed { get; private set; }

    /// <summary>Reads everybody.</summary>
    /// <param name="target">Where rows go.</param>
    /// <returns>How many rows each kind of record has; null where a source failed.</returns>
    public async Task<IReadOnlyList<ExtractedDataset>?> ReadAsync(Stream target)
    {
        using var staged = new StagedRowWriter(target);
        foreach (var batch in (await OrderAsync()).Chunk(PeopleOfStudy.Batch))
        {
            if (!await ReadAsync(batch, staged)) return null;
            LogRead(extract.Id, members);
            await pulse.TellAsync(new RunProgress(1, 1, rows.Sum(), 0, null));
        }
        return [.. parts.Select((part, i) => new ExtractedDataset(part.Source.Name, part.Dataset.Id, rows[i]))];
    }

    // By pseudonym: who has been here longest would otherwise come first.
    private async Task<IEnumerable<SubjectKey>> OrderAsync()
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        return (await people.WhoAgreesAsync(db, extract.Study, pulse.Token)).OrderBy(marks.MarkOf);
    }

    // Each batch is a reading of its own: a long one would keep the log of a SQLite source from being emptied.
    private async Task<bool> ReadAsync(SubjectKey[] batch, StagedRowWriter staged)
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        var allowed = await people.AllowedAsync(db, extract.Study, parts, batch, pulse.Token);
        var readings = new Dictionary<string, SourceReading>();
        try
        {
            foreach (var subject in batch.Where(allowed.ContainsKey))
            {
                if (await ReadAsync(subject, allowed[subject], readings, staged) is { } member) db.ExtractMembers.Add(member);
            }
        }
        catch (SourceException fault)
        {
            Failed = fault.SourceName;
            LogSource(extract.Id, fault.SourceName, fault.Fault, fault.EngineCode);
            return false;
        }
        finally
        {
            foreach (var reading in readings.Values) await reading.DisposeAsync();
        }
        await db.SaveChangesAsync(pulse.Token);
        return true;
    }

    private async Task<ExtractMember?> ReadAsync(SubjectKey subject, IReadOnlyDictionary<string, PersonKey> keys, Dictionary<string, SourceReading> readings, StagedRowWriter staged)
    {
        var (place, before) = (members + 1, rows.Sum());
        var combinations = new List<IReadOnlyCollection<string>>();
        for (var i = 0; i < parts.Count; i++)
        {
            // The different combinations of a kind of record, sorted: who has several records is told by all of them together.
            var different = new SortedSet<string>(StringComparer.Ordinal);
            combinations.Add(different);
            if (!keys.TryGetValue(parts[i].Source.Name, out var person)) continue;
            var reading = await OpenAsync(parts[i].Source, readings);
            await foreach (var row in reading.StreamAsync(new RowQuery(parts[i].Dataset, person, OthersData.Mask) { Fields = parts[i].Read }, pulse.Token))
            {
                var values = parts[i].Fields.Select((field, at) => field.Coarse(row.Values[at])).ToArray();
                staged.Write(place, i, values);
                rows[i]++;
                if (Combine(parts[i].Fields, values) is { } combination) different.Add(combination);
            }
        }
        // Of whom there is nothing, nothing leaves.
        if (rows.Sum() == before) return null;
        members = place;
        return ExtractMember.Of(extract, place, subject, marks.ClassOf(combinations), rows.Sum() - before);
    }

    private async Task<SourceReading> OpenAsync(LiveSource source, Dictionary<string, SourceReading> readings)
    {
        if (readings.TryGetValue(source.Name, out var known)) return known;
        if (source.Drift.Count > 0) throw new SourceUnavailableException(source.Name, SourceFault.SchemaDiffers);
        return readings[source.Name] = await source.OpenAsync(pulse.Token);
    }

    // The length stands before each value, so that no two combinations read alike.
    private static string? Combine(IReadOnlyList<ExtractField> fields, string?[] values)
    {
        var counting = fields.Select((field, i) => field.IsQuasiIdentifier ? values[i] is { } value ? $"{value.Length}:{value}" : "-" : null).Where(value => value is not null);
        var text = string.Join('|', counting);
        return text.Length == 0 ? null : text;
    }

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: {Members} people read.")]
    private partial void LogRead(Guid id, int members);

    [LoggerMessage(LogLevel.Warning, "Extract {Id}: source {Source} could not be read ({Fault} {Code}).")]
    private partial void LogSource(Guid id, string source, SourceFault fault, string? code);
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>
/// What is held about the person who asks, by activity: counts and dates, no records. A source that cannot be read takes nothing
/// away from the others.
/// </summary>
/// <remarks>GDPR 15(1); policy 7.2.</remarks>
public sealed partial class ReadHeldData(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, Guard guard, TimeProvider clock, ILogger<ReadHeldData> log)
{
    public async Task<Result<HeldData>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadHeldData) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        await OwnView.RecordAsync(db, who, clock, ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        return HeldActivities.Of(register, await Task.WhenAll(persons.Select(person => ReadAsync(person, ct))));
    }

    private async Task<SourceHoldings> ReadAsync(PersonInSource person, CancellationToken ct)
    {
        var map = person.Source.Map;
        if (person.Person is not { } key) return new(new HeldSource(map, NotLinked(person)), []);
        try
        {
            await using var reading = await person.Source.OpenAsync(ct);
            var read = new List<HeldDataset>();
            foreach (var dataset in map.Datasets.Where(d => d.People.Count > 0 && d.CopyOf is null))
            {
                read.Add(new HeldDataset(map, dataset, await SummariseAsync(reading, dataset, key, ct)));
            }
            var isWhole = read.All(d => d.Summary is not null);
            return new(new HeldSource(map, isWhole ? SourceState.Shown : SourceState.Incomplete), [.. read.Where(d => d.Summary is not { Count: 0 })]);
        }
        catch (SourceException fault)
        {
            CouldNotRead(map.Name, "all", fault.Fault, fault.EngineCode);
            return new(new HeldSource(map, SourceState.Unavailable), []);
        }
    }

    // Where a source could not be asked at the sign-in, nobody knows yet whether it has records of the person.
    private static SourceState NotLinked(PersonInSource person) => person.Outcome switch
    {
        LinkOutcome.SeveralMatches or LinkOutcome.TakenByAnother => SourceState.PersonUnclear,
        LinkOutcome.NoMatch or LinkOutcome.Linked => person.Source.Fault is null ? SourceState.NoRecord : SourceState.Unavailable,
    };

    private async Task<DatasetSummary?> SummariseAsync(SourceReading reading, Dataset dataset, PersonKey person, CancellationToken ct)
    {
        try
        {
            return await reading.SummariseAsync(dataset, person, ct);
        }
        catch (SourceException fault)
        {
            CouldNotRead(fault.SourceName, dataset.Id, fault.Fault, fault.EngineCode);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for a person's own view ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotRead(string source, string dataset, SourceFault fault, string? code);
}

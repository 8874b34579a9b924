using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>What a copy of one kind would hold.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Records">How many records.</param>
/// <param name="Activities">How many activities use them.</param>
public sealed record CopyCount(CopyKind Kind, long Records, int Activities);

/// <summary>What the copies would hold if they were made now.</summary>
/// <param name="Counts">One per kind.</param>
/// <param name="Missing">Labels of the sources that cannot be read completely now.</param>
/// <param name="NotLinked">Labels of the sources where nobody is linked to the person.</param>
public sealed record CopyPreview(IReadOnlyList<CopyCount> Counts, IReadOnlyList<LocalText> Missing, IReadOnlyList<LocalText> NotLinked);

/// <summary>Counts what each kind of copy would hold, without reading the records.</summary>
public sealed partial class PreviewCopy(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, Guard guard, TimeProvider clock, ILogger<PreviewCopy> log)
{
    public async Task<Result<CopyPreview>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewCopy) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        var holdings = await Task.WhenAll(persons.Select(person =>
            SourceHoldings.ReadAsync(person, (fault, dataset) => CouldNotCount(fault.SourceName, dataset, fault.Fault, fault.EngineCode), ct)));
        return new CopyPreview(
            [.. Enum.GetValues<CopyKind>().Select(kind => CountOf(kind, register, holdings))],
            [.. holdings.Where(held => held.Source.State is SourceState.Unavailable or SourceState.Incomplete).Select(held => held.Source.Source.Label)],
            [.. holdings.Where(held => held.Source.State is SourceState.NoRecord or SourceState.PersonUnclear).Select(held => held.Source.Source.Label)]);
    }

    private static CopyCount CountOf(CopyKind kind, RegisterVersion register, IReadOnlyList<SourceHoldings> holdings)
    {
        var (records, activities) = (0L, new HashSet<string>(StringComparer.Ordinal));
        foreach (var source in holdings)
        {
            var scopes = CopyScope.Of(source.Source.Source, kind, register, reviewed: false).ToList();
            foreach (var dataset in source.Datasets)
            {
                if (scopes.Find(scope => ReferenceEquals(scope.Dataset, dataset.Dataset)) is not { } scope) continue;
                records += dataset.Summary?.Count ?? 0;
                activities.UnionWith(scope.Wanted.SelectMany(field => field.Field.Activities));
            }
        }
        return new CopyCount(kind, records, activities.Count);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be counted for a copy ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotCount(string source, string dataset, SourceFault fault, string? code);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>One part of a copy before it is made.</summary>
/// <param name="Label">The kind of records, as the person reads it.</param>
/// <param name="Records">How many there are now.</param>
/// <param name="Withheld">Labels of the fields whose free text an officer reads first.</param>
public sealed record CopyPart(LocalText Label, long Records, IReadOnlyList<LocalText> Withheld);

/// <summary>What a copy would hold if it were taken now.</summary>
/// <param name="Parts">The parts with records.</param>
/// <param name="Missing">Labels of the sources that cannot be read completely now.</param>
/// <param name="NotLinked">Labels of the sources where nobody is linked to the person.</param>
public sealed record CopyPreview(IReadOnlyList<CopyPart> Parts, IReadOnlyList<LocalText> Missing, IReadOnlyList<LocalText> NotLinked)
{
    /// <summary>Records in all parts.</summary>
    public long Records => Parts.Sum(part => part.Records);
}

/// <summary>Counts what the person's portability copy would hold, without reading the records.</summary>
public sealed class PreviewCopy(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ReadRegister readRegister, Guard guard)
{
    public async Task<Result<CopyPreview>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewCopy) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotFound();
        var register = await readRegister.RunAsync(who, ct);
        if (!register.IsOk) return register.Problem;

        await using var db = await dbs.CreateDbContextAsync(ct);
        var parts = new List<CopyPart>();
        var (missing, notLinked) = (new List<LocalText>(), new List<LocalText>());
        foreach (var person in await PersonInSource.AllOfAsync(db, sources, subject, ct))
        {
            if (person.Person is null)
            {
                notLinked.Add(person.Source.Map.Label);
                continue;
            }
            try
            {
                await using var reading = await person.Source.OpenAsync(ct);
                foreach (var scope in CopyScope.Of(person.Source.Map, CopyKind.Portability, register.Value, reviewed: false))
                {
                    var summary = await reading.SummariseAsync(scope.Dataset, person.Person, ct);
                    if (summary.Count > 0) parts.Add(new CopyPart(scope.Dataset.Label, summary.Count, scope.WithheldLabels));
                }
                if (person.Source.Drift.Count > 0) missing.Add(person.Source.Map.Label);
            }
            catch (SourceException)
            {
                missing.Add(person.Source.Map.Label);
            }
        }
        return new CopyPreview(parts, missing, notLinked);
    }
}

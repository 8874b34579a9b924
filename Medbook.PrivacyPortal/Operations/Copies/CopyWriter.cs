using System.Reflection;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>What a copy is made of.</summary>
/// <param name="Kind">Which right it answers.</param>
/// <param name="Person">Who the person is in each source.</param>
/// <param name="Register">The register that holds now: it says which activities are portable.</param>
/// <param name="Reviewed">Whether an officer has read the free text for what it says about others.</param>
/// <param name="At">When the copy is made (UTC).</param>
internal sealed record CopyOrder(
    CopyKind Kind, IReadOnlyList<PersonInSource> Person, RegisterVersion Register, bool Reviewed, DateTimeOffset At);

/// <summary>Writes a copy from the sources straight into a stream, in flat memory. A source that fails leaves a partial copy that says so.</summary>
public sealed class CopyWriter(IStringLocalizer<CopyTexts> texts)
{
    private static readonly string PortalVersion =
        typeof(CopyWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    internal async Task<CopyManifest> WriteAsync(CopyOrder order, Stream target, CancellationToken ct)
    {
        await using var archive = await CopyArchive.CreateAsync(target, order.At, ct);
        var sources = new List<CopiedSource>();
        foreach (var person in order.Person) sources.Add(await CopySourceAsync(archive, order, person, ct));

        var status = sources.All(source => source.Status is CopyStatus.Complete or CopyStatus.NotLinked) ? CopyStatus.Complete
            : sources.Any(source => source.Status is CopyStatus.Complete or CopyStatus.Partial) ? CopyStatus.Partial
            : CopyStatus.Failed;
        await archive.AddAsync("read-me.txt", stream => ReadMe.WriteAsync(stream, texts, order, sources, ct), ct);
        var manifest = new CopyManifest(CopyManifest.CurrentFormat, PortalVersion, order.Kind, order.At, status, sources, archive.Files);
        await archive.FinishAsync(manifest, ct);
        return manifest;
    }

    private static async Task<CopiedSource> CopySourceAsync(CopyArchive archive, CopyOrder order, PersonInSource person, CancellationToken ct)
    {
        var source = person.Source;
        if (person.Person is null) return new CopiedSource(source.Name, CopyStatus.NotLinked, null, []);

        var datasets = new List<CopiedDataset>();
        SourceFault? fault = source.Drift.Count > 0 ? SourceFault.SchemaDiffers : null;
        try
        {
            // One reading is one snapshot: the JSON and the CSV file of a dataset hold the same rows.
            await using var reading = await source.OpenAsync(ct);
            foreach (var scope in CopyScope.Of(source.Map, order.Kind, order.Register, order.Reviewed))
            {
                var dataset = new DatasetCopy(archive, reading, source.Name, scope, person.Person);
                datasets.Add(await dataset.WriteAsync(ct));
                fault ??= dataset.Fault;
            }
        }
        catch (SourceUnavailableException unavailable)
        {
            return new CopiedSource(source.Name, CopyStatus.Failed, unavailable.Fault.ToString(), datasets);
        }
        var status = fault is null ? CopyStatus.Complete
            : datasets.All(dataset => dataset.Status == CopyStatus.Failed) ? CopyStatus.Failed : CopyStatus.Partial;
        return new CopiedSource(source.Name, status, fault?.ToString(), datasets);
    }
}

using System.Globalization;
using System.Reflection;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Writes a copy from the sources straight into a stream, in flat memory. A source that fails leaves a partial copy that says so.</summary>
public sealed class CopyWriter(CopyWords words, SigningKeys keys, PortalSettings settings, ILogger<CopyWriter> log)
{
    private static readonly string PortalVersion =
        typeof(CopyWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    internal async Task<CopyManifest> WriteAsync(CopyOrder order, Stream target, CancellationToken ct)
    {
        // Flows to all that is awaited here, and back to nobody.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = order.Language;
        using var signer = await keys.OpenAsync(ct);
        var holdings = await CountAsync(order, ct);

        await using var archive = await CopyArchive.CreateAsync(target, order, ct);
        var copy = new SourceCopy(archive, order, words, Meter(order, holdings), log);
        var pages = new List<CopyPageSource>();
        foreach (var (person, held) in order.Person.Zip(holdings)) pages.Add(await copy.WriteAsync(person, held, ct));
        await DescribeAsync(archive, order, holdings, pages, ct);
        log.IndexWritten();

        IReadOnlyList<CopiedSource> sources = [.. pages.Select(page => page.Copied)];
        var status = sources.All(source => source.Status is CopyStatus.Complete or CopyStatus.NotLinked) ? CopyStatus.Complete
            : sources.Any(source => source.Status is CopyStatus.Complete or CopyStatus.Partial) ? CopyStatus.Partial
            : CopyStatus.Failed;
        var manifest = new CopyManifest(CopyManifest.CurrentFormat, PortalVersion, order.Kind, order.Language.Name, order.At,
            order.OnlyReviewed, status, sources, archive.Files);
        await archive.FinishAsync(manifest, signer, ct);
        log.ManifestWritten();
        return manifest;
    }

    /// <summary>What people read first: the page, and for a full copy the information of article 15.</summary>
    private async Task DescribeAsync(
        CopyArchive archive, CopyOrder order, IReadOnlyList<SourceHoldings> holdings, IReadOnlyList<CopyPageSource> pages, CancellationToken ct)
    {
        var about = order is { Kind: CopyKind.Access, OnlyReviewed: false } ? Article15.Of(order, holdings, words) : null;
        if (about is not null) await archive.AddAsync(Article15.FileName, stream => about.WriteAsync(stream, ct), ct);
        var keys = settings.PublicUrl is { } portal ? new Uri(portal, "/.well-known/copy-keys.json") : null;
        await archive.AddAsync(CopyPage.FileName, stream => new CopyPage(order, words, about, keys).WriteAsync(stream, pages, ct), ct);
    }

    // Counted in a reading of its own: a database is not kept waiting while another one is copied.
    private async Task<IReadOnlyList<SourceHoldings>> CountAsync(CopyOrder order, CancellationToken ct)
    {
        var holdings = new List<SourceHoldings>();
        foreach (var person in order.Person)
        {
            holdings.Add(await SourceHoldings.ReadAsync(person, (fault, dataset) => log.SourceFailed(fault.SourceName, dataset, fault.Fault, fault.EngineCode), ct));
        }
        return holdings;
    }

    private CopyMeter Meter(CopyOrder order, IReadOnlyList<SourceHoldings> holdings)
    {
        var scopes = order.Person.Where(person => person.Person is not null).SelectMany(person => CopyScope.Of(person.Source.Map, order)).ToList();
        var total = holdings.SelectMany(source => source.Datasets)
            .Where(held => scopes.Any(scope => ReferenceEquals(scope.Dataset, held.Dataset))).Sum(held => held.Summary?.Count ?? 0);
        return new CopyMeter(order, scopes.Count, total, log);
    }
}

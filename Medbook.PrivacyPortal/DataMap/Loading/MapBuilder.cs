using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Makes the model of a document: defaults filled in, shorthands spelled out. Faults are noted in the file.</summary>
internal sealed class MapBuilder(MapFile file)
{
    private readonly PathBuilder paths = new(file);

    public Map Build(MapDocument document) => new()
    {
        Sources = [.. document.Sources.Select(source => Source(source.Key, source.Value))],
        Categories = (document.Categories ?? []).ToDictionary(category => category.Key, category => Text(category.Value)),
    };

    private Source Source(string name, SourceDocument source)
    {
        var place = $"sources.{name}";
        var identities = (source.Identities ?? [])
            .Select(i => Identity(i.Key, i.Value, $"{place}.identities.{i.Key}")).ToList();
        var scope = new SourceScope(
            name,
            identities.FirstOrDefault()?.Name ?? "",
            (source.Datasets ?? []).ToDictionary(d => d.Key, d => d.Value.Table ?? d.Key));
        var datasets = new DatasetBuilder(file, paths, scope);
        return new()
        {
            Name = name,
            Label = source.Label is null ? new(name, name, name) : Text(source.Label),
            Provider = source.Provider,
            Connection = source.Connection ?? name,
            Identities = identities,
            Datasets = [.. (source.Datasets ?? []).Select(d => datasets.Build(d.Key, d.Value, $"{place}.datasets.{d.Key}"))],
            Excluded = Reasons(file, source.Excluded, $"{place}.excluded"),
            SystemTables = source.System ?? [],
        };
    }

    private Identity Identity(string name, IdentityDocument identity, string place)
    {
        if (identity.ByAddress == true)
        {
            if (identity.Table is not null || identity.Key is not null || identity.Addresses is not null || identity.Where is not null)
            {
                file.Fault(place, "With \"byAddress\" the address itself is the key, wherever a path ends in it. Remove the other words.");
            }
            return new() { Name = name };
        }
        if (identity.Key is not { Count: > 0 }) file.Fault(place, "\"key\" is missing. Write the column of the person's key.");
        if (identity.Addresses is not { Count: > 0 }) file.Fault(place, "\"addresses\" is missing. Write the column with the e-mail address.");
        return new()
        {
            Name = name,
            Table = identity.Table ?? name,
            Key = identity.Key ?? [],
            Addresses = [.. (identity.Addresses ?? []).Select((a, i) => new AddressColumn(
                paths.Joins(a.Path, $"{place}.addresses.path"), a.Column))],
            Where = PathBuilder.Filter(identity.Where),
        };
    }

    public static LocalText Text(TextDocument text) => new(text.En, text.Nl, text.Fr);

    /// <summary>Names with their written reasons; an empty reason is none.</summary>
    public static Dictionary<string, string> Reasons(MapFile file, OrderedDictionary<string, string>? excluded, string place)
    {
        foreach (var (name, _) in (excluded ?? []).Where(e => string.IsNullOrWhiteSpace(e.Value)))
        {
            file.Fault($"{place}.{name}", "The reason is empty. Write why it holds nothing personal.");
        }
        return (excluded ?? []).ToDictionary(e => e.Key, e => e.Value);
    }
}

/// <summary>What the datasets of a source need to know of each other.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="FirstIdentity">The identity that paths end at when they name none; empty where there is none.</param>
/// <param name="Tables">The table of each dataset.</param>
internal sealed record SourceScope(string Source, string FirstIdentity, IReadOnlyDictionary<string, string> Tables);

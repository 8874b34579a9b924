using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>The part of the map that the portal brings: its own tables and the common kinds of data.</summary>
public static class PortalPart
{
    private const string Resource = "Medbook.PrivacyPortal.DataMap.portal.json";

    /// <summary>A data subject as a person of the portal's own tables.</summary>
    public static PersonKey KeyOf(SubjectKey subject) =>
        // Upper case is how EF Core writes a UUID into SQLite; PostgreSQL takes either.
        new("Subjects", [subject.Value.ToString("D").ToUpperInvariant()]);

    internal static Map Read(string provider)
    {
        var file = Parse();
        var part = MapLoader.Build(file);
        if (part is null || file.Faults.Count > 0)
        {
            throw new InvalidOperationException($"The embedded part of the map is broken: {string.Join("; ", file.Faults)}");
        }
        return part with { Sources = [.. part.Sources.Select(source => Of(source, provider))] };
    }

    /// <summary>The embedded file as it is written.</summary>
    internal static MapFile Parse()
    {
        using var stream = typeof(PortalPart).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return MapFile.Parse("portal.json", bytes.ToArray());
    }

    // The portal keeps times as ticks where the database has no type for them.
    private static Source Of(Source source, string provider) => provider != "postgresql"
        ? source with { Provider = provider }
        : source with { Provider = provider, Datasets = [.. source.Datasets.Select(Native)] };

    private static Dataset Native(Dataset dataset) => dataset with
    {
        Fields = Native(dataset.Fields),
        People = [.. dataset.People.Select(role => role with { Fields = Native(role.Fields) })],
        Retention = dataset.Retention with
        {
            Anchor = dataset.Retention.Anchor is not { } anchor ? null : anchor with { Type = anchor.Type with { Stored = Native(anchor.Type.Stored) } },
        },
    };

    private static IReadOnlyList<Field> Native(IReadOnlyList<Field> fields) =>
        [.. fields.Select(field => field with { Stored = Native(field.Stored) })];

    private static Storage Native(Storage stored) => stored == Storage.Ticks ? Storage.Native : stored;
}

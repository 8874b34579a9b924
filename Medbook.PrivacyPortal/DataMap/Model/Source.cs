using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>One database, or one system that is none, that holds personal data.</summary>
public sealed record Source
{
    /// <summary>Name, unique in the map; links and copies carry it.</summary>
    public required string Name { get; init; }

    /// <summary>What the person reads; the name where the file says nothing.</summary>
    public required LocalText Label { get; init; }

    /// <summary>The provider of systems that are no database and speak the protocol of the portal.</summary>
    public const string HttpProvider = "http";

    /// <summary>Kind of source: <c>sqlite</c>, <c>postgresql</c> or <c>http</c>. An unknown one is a finding of its own, not a fault of the file.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the connection string in the configuration, of a system the address; the source's name where the file says nothing.</summary>
    public required string Connection { get; init; }

    /// <summary>How a person is recognised, tried in this order; the first with a match decides.</summary>
    public IReadOnlyList<Identity> Identities { get; init; } = [];

    /// <summary>The records, in the order of the file.</summary>
    public IReadOnlyList<Dataset> Datasets { get; init; } = [];

    /// <summary>Tables without personal data, each with the written reason.</summary>
    public IReadOnlyDictionary<string, string> Excluded { get; init; } = new Dictionary<string, string>();

    /// <summary>Engine and technical tables; a name may end in <c>*</c>.</summary>
    public IReadOnlyList<string> SystemTables { get; init; } = [];

    /// <summary>Whether it is a system that is no database.</summary>
    public bool IsHttp => Provider == HttpProvider;

    /// <summary>The dataset of an identifier; null where the source has none.</summary>
    public Dataset? Find(string dataset) => Datasets.FirstOrDefault(d => d.Id == dataset);

    /// <summary>The identity of a name; null where the source has none.</summary>
    public Identity? FindIdentity(string identity) => Identities.FirstOrDefault(i => i.Name == identity);

    /// <summary>The other datasets on the same table: an <see cref="Dataset.Else"/> takes the rows that none of them takes.</summary>
    public IEnumerable<Dataset> SharingTableWith(Dataset dataset) =>
        Datasets.Where(d => d.Table == dataset.Table && d.Id != dataset.Id);

    /// <summary>Whether a table is one of the engine's or of the technique.</summary>
    public bool IsSystem(string table) => SystemTables.Any(name =>
        name.EndsWith('*') ? table.StartsWith(name[..^1], StringComparison.Ordinal) : table == name);
}

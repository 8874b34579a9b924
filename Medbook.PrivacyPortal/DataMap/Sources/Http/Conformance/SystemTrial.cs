using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>A system on trial: what the map says about it, what it says itself, and the person it is tried with.</summary>
internal sealed class SystemTrial(Source map, PortalSettings settings, PersonKey? person, TimeProvider clock) : IDisposable
{
    /// <summary>Rows of a page that is asked for.</summary>
    public const int Page = 500;

    private readonly Dictionary<string, IReadOnlyList<ExportLine>> rows = [];

    public SystemClient Client { get; } = SystemClients.Open(map, settings, clock: clock);

    public Source Map => map;

    public TimeProvider Clock => clock;

    /// <summary>The person, as the words name them.</summary>
    public string Person => PersonKey.ToString();

    public PersonKey PersonKey => person ?? throw new InvalidOperationException("There is no person to try it with.");

    /// <summary>What the system says it holds, once it has said so.</summary>
    public SystemDescription Description { get; set; } = new(SystemClient.Protocol, []);

    /// <summary>The tables that the map names, as the system describes them.</summary>
    public IEnumerable<SystemTable> Tables => Description.Tables.Where(table => DatasetsOf(table).Any());

    public IEnumerable<Dataset> DatasetsOf(SystemTable table) => map.Datasets.Where(dataset => dataset.Table == table.Name);

    /// <summary>Another client of the same system.</summary>
    public SystemClient AnotherClient(string? key = null, TimeProvider? time = null) => SystemClients.Open(map, settings, key, time ?? clock);

    /// <summary>A key for one change.</summary>
    public static string NewKey() => $"trial-{Guid.NewGuid():n}";

    /// <summary>Somebody nobody is, by the first identity of the map.</summary>
    public PersonKey? Nobody()
    {
        if (map.Identities.Count == 0) return null;
        var identity = map.Identities[0];
        var fields = Description.Tables.FirstOrDefault(table => table.Name == identity.Table)?.Fields ?? [];
        return new(identity.Name, identity.IsAddress
            ? [UnknownAddress()]
            : [.. identity.Key.Select(column => fields.FirstOrDefault(field => field.Name == column)?.Type switch
            {
                "integer" or "decimal" => "-1",
                "uuid" => Guid.NewGuid().ToString(),
                _ => $"nobody-{Guid.NewGuid():n}",
            })]);
    }

    public static string UnknownAddress() => $"nobody-{Guid.NewGuid():n}@example.invalid";

    /// <summary>All rows of the person, with all fields; read once, and kept in memory: a person who was made for a trial has few.</summary>
    public async Task<IReadOnlyList<ExportLine>> RowsAsync(SystemTable table, CancellationToken ct) =>
        rows.TryGetValue(table.Name, out var known) ? known : rows[table.Name] = await ReadAsync(table, new() { Person = Person }, ct);

    /// <summary>Rows with all fields, as they are now.</summary>
    public async Task<IReadOnlyList<ExportLine>> ReadAsync(SystemTable table, SystemRows which, CancellationToken ct) =>
        await ExportAsync(new(table.Name, which, [.. table.Fields.Select(field => field.Name)]), ct);

    /// <summary>An export as a list.</summary>
    public async Task<IReadOnlyList<ExportLine>> ExportAsync(ExportQuestion question, CancellationToken ct) =>
        await Client.ExportAsync(question, ct).ToListAsync(ct);

    /// <summary>What the map would have erased of a table; null where it leaves everything.</summary>
    public SystemErasure? ErasureOf(SystemTable table)
    {
        if (DatasetsOf(table).Any(dataset => dataset.People.Any(role => role.Erasure.Action == ErasureAction.Delete))) return new(Takes: true, []);
        var fields = DatasetsOf(table).SelectMany(dataset => dataset.AllFields).DistinctBy(field => field.Column).Select(Of).OfType<SystemFieldErasure>().ToList();
        return fields.Count > 0 ? new(Takes: false, fields) : null;
    }

    public void Dispose() => Client.Dispose();

    private static SystemFieldErasure? Of(Field field) => field.Erasure.Action switch
    {
        ErasureAction.Null => new(field.Column, "null"),
        ErasureAction.Mask => new(field.Column, "mask", field.Erasure.Mask),
        ErasureAction.Hash => new(field.Column, "hash"),
        _ => null,
    };
}

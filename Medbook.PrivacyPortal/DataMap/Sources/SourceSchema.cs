using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The live schema, and what only queries need to know beside it.</summary>
/// <param name="Live">Tables, views, columns and keys.</param>
/// <param name="Folded">Columns with an index that finds text without regard to upper and lower case.</param>
internal sealed record SourceSchema(LiveSchema Live, IReadOnlySet<(string Table, string Column)> Folded)
{
    /// <summary>SQLite's tables without a row number: their key is their only address.</summary>
    public IReadOnlySet<string> WithoutRowId { get; init; } = new HashSet<string>();

    public LiveColumn? Column(string table, string column) => Live.Find(table)?.Find(column);
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Makes of a system's description what a database's catalogue says, so that the same checks serve both.</summary>
internal static class SystemSchema
{
    // The names PostgreSQL has for these types.
    private static readonly Dictionary<string, string> Types = new()
    {
        ["text"] = "text", ["integer"] = "bigint", ["decimal"] = "numeric", ["boolean"] = "boolean", ["uuid"] = "uuid", ["bytes"] = "bytea",
        ["json"] = "jsonb", ["date"] = "date", ["time"] = "time without time zone", ["timestamp"] = "timestamp with time zone",
    };

    /// <summary>The schema.</summary>
    /// <exception cref="SourceFailedException">The description contradicts itself, or names a type nobody knows.</exception>
    public static LiveSchema Of(string source, SystemDescription description)
    {
        var isWhole = description.Tables.Select(table => table.Name).Distinct().Count() == description.Tables.Count && description.Tables.All(IsWhole);
        return isWhole ? new([.. description.Tables.Select(Table)]) : throw SystemFailure.NoAnswer.Of(source);
    }

    private static bool IsWhole(SystemTable table)
    {
        var names = table.Fields.Select(field => field.Name).ToHashSet();
        return names.Count == table.Fields.Count && table.Key.All(names.Contains) && table.Fields.All(field => Types.ContainsKey(field.Type));
    }

    private static LiveTable Table(SystemTable table) => new()
    {
        Name = table.Name,
        PrimaryKey = table.Key,
        Columns = [.. table.Fields.Select(field => new LiveColumn(field.Name, Types[field.Type], field.Nullable, field.MaxLength, Generated: false))],
    };
}

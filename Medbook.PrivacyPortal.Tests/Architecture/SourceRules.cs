using Mono.Cecil;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>What may be used in some folders only, or nowhere.</summary>
public static class SourceRules
{
    private static readonly string[] Nowhere =
        ["Microsoft.AspNetCore.Components.MarkupString", "Microsoft.AspNetCore.Http.IFormFile"];

    private static readonly string[] RawSqlFolders = ["DataMap/Sources", "Persistence"];

    private static readonly string[] PortalDbFolders = ["Operations", "Persistence", "DataMap"];

    /// <summary>Types that are used nowhere: HTML comes from components, and uploads never touch a temporary file.</summary>
    public static IEnumerable<string> Banned(CompiledCode code) =>
        from type in code.Types
        from other in type.Refers
        where Nowhere.Contains(other.FullName)
        select $"{type.Definition.FullName} uses {other.Name}";

    /// <summary>SQL as text outside the two folders that may write it.</summary>
    public static IEnumerable<string> RawSql(CompiledCode code) =>
        from type in code.Types
        where !RawSqlFolders.Any(folder => IsIn(type.Folder, folder))
        from call in type.Calls
        where IsRawSql(call)
        select $"{type.Definition.FullName} calls {call.DeclaringType.Name}.{call.Name}";

    /// <summary>Who touches the portal's database without being an operation, the map, or the registration.</summary>
    public static IEnumerable<string> PortalDb(CompiledCode code)
    {
        var contexts = code.Types.Select(type => type.Definition)
            .Where(type => type.Name == "PortalDb" || type.BaseType?.Name == "PortalDb").Select(type => type.FullName).ToHashSet();
        return code.References
            .Where(reference => contexts.Contains(reference.To) && !PortalDbFolders.Any(folder => IsIn(reference.FromFolder, folder))
                && !(IsIn(reference.FromFolder, "Shell") && reference.From.EndsWith("Registration", StringComparison.Ordinal)))
            .Select(reference => $"{reference}");
    }

    private static bool IsIn(string folder, string parent) => folder == parent || folder.StartsWith(parent + "/", StringComparison.Ordinal);

    private static bool IsRawSql(MethodReference call)
    {
        var on = call.DeclaringType.FullName;
        return call.Name switch
        {
            "set_CommandText" or "CreateCommand" => on.StartsWith("System.Data.", StringComparison.Ordinal) || IsDriver(on),
            ".ctor" => IsDriver(on) && on.EndsWith("Command", StringComparison.Ordinal),
            _ => on.StartsWith("Microsoft.EntityFrameworkCore.Relational", StringComparison.Ordinal)
                && (call.Name.StartsWith("FromSql", StringComparison.Ordinal)
                    || call.Name.StartsWith("SqlQuery", StringComparison.Ordinal)
                    || call.Name.StartsWith("ExecuteSql", StringComparison.Ordinal)),
        };
    }

    private static bool IsDriver(string type) =>
        type.StartsWith("Microsoft.Data.Sqlite.", StringComparison.Ordinal) || type.StartsWith("Npgsql.", StringComparison.Ordinal);
}

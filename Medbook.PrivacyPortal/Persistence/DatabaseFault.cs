using System.Data.Common;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>A fault of the portal's own database as one sentence with the way out.</summary>
public static class DatabaseFault
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Full = 13, CannotOpen = 14, NotADatabase = 26;

    // PostgreSQL: a deadlock, and a transaction that cannot be put in an order with another.
    private static readonly string[] Victims = ["40P01", "40001"];

    /// <summary>Whether PostgreSQL ended a transaction because two of them waited for each other: nothing was written, and the same again may pass.</summary>
    public static bool IsDeadlock(Exception? fault) =>
        fault is not null && ((fault is DbException { SqlState: { } state } && Victims.Contains(state)) || IsDeadlock(fault.InnerException));

    /// <summary>Describes a fault without quoting rows, values or passwords.</summary>
    public static string Describe(DbException fault, PortalSettings settings) => fault switch
    {
        SqliteException sqlite => DescribeSqlite(sqlite, new SqliteConnectionStringBuilder(settings.PortalConnection).DataSource),
        _ => $"The portal's database does not answer ({fault.SqlState ?? "no connection"}). "
            + "Check that the server runs and that ConnectionStrings:Portal names its address, database and user.",
    };

    private static string DescribeSqlite(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        Busy or Locked => $"The database '{file}' is locked by another program. Close that program and start again; nothing was changed.",
        ReadOnly => $"The database '{file}' cannot be written. Give the portal's user the right to write to it and to its folder.",
        Full => $"The disk of '{file}' is full. Make room and start again; nothing was changed.",
        CannotOpen => $"The database '{file}' cannot be opened. Check that its folder exists and that the portal's user may write there.",
        NotADatabase => $"The file '{file}' is no SQLite database. Move it away, or name another file in ConnectionStrings:Portal.",
        var code => $"The database '{file}' failed (SQLite code {code}). Check the file with 'sqlite3' and its 'PRAGMA integrity_check'.",
    };
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// What every connection to the embedded database asks of SQLite: deleted bytes are overwritten, and a commit that was
/// answered survives a power cut (with WAL the default would lose the last ones, and a consent may be among them).
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

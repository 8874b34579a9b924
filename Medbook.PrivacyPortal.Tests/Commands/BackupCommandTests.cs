using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>backup</c>, <c>restore</c> and <c>ledger</c> as an operator meets them: outside Development.</summary>
public sealed class BackupCommandTests : IAsyncLifetime
{
    private readonly CommandLine portal = new();

    private string Backups => Path.Combine(portal.Folder, "backups");

    private string Mark => Path.Combine(portal.Folder, "data", "restore.unfinished");

    private string Scratch => Path.Combine(portal.Folder, "data", "backup-scratch");

    public async Task InitializeAsync()
    {
        portal.With("Backup__Folder", Backups);
        await PortalDatabase.PlaceAsync(portal.Database);
    }

    public Task DisposeAsync()
    {
        portal.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_backup_is_made_listed_and_restored()
    {
        Assert.Equal(1, (await portal.RunAsync("backup", "list")).ExitCode);
        var safe = Path.Combine(portal.Folder, "safe");
        var made = await portal.RunAsync("backup", "--keys-to", safe);
        Assert.Equal(0, made.ExitCode);
        var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(Backups)));
        Assert.Contains($"Backup {name}: ", made.Output, StringComparison.Ordinal);
        Assert.Contains("Keys copied: backup.key, ledger.key.", made.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(safe, $"keys-{name}", "ledger.key")));

        var list = await portal.RunAsync("backup", "list");
        Assert.Equal(0, list.ExitCode);
        Assert.StartsWith(name, list.Output, StringComparison.Ordinal);
        Assert.Contains("complete, restored once when it was made", list.Output, StringComparison.Ordinal);

        var refused = await portal.RunAsync("restore");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("error: There is data where the backup would go. To replace it for good, add --force.", refused.Error, StringComparison.Ordinal);

        var restored = await portal.RunAsync("restore", name, "--force");
        Assert.Equal(0, restored.ExitCode);
        Assert.Contains($"Backup {name} is restored: ", restored.Output, StringComparison.Ordinal);
        Assert.Contains("Destroyed again, because the ledger names it: 0.", restored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_verify_names_the_first_line_that_does_not_fit()
    {
        var ledger = LedgerOnDisk.Open(portal.Folder, TimeProvider.System);
        for (var i = 0; i < 3; i++) await ledger.AppendAsync([new Destruction(Guid.NewGuid(), "crm", "members", [$"{i}"])], CancellationToken.None);
        var sound = await portal.RunAsync("ledger", "verify");
        Assert.Equal((0, "Sound lines: 3. Records named: 3."), (sound.ExitCode, sound.Output.Trim()));

        var file = Path.Combine(portal.Folder, "ledger", "ledger.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, [lines[0], lines[1].Replace("members", "nobodys", StringComparison.Ordinal), lines[2]]);
        var changed = await portal.RunAsync("ledger", "verify");
        Assert.Equal(1, changed.ExitCode);
        Assert.StartsWith("Line 2 was changed, or written with another key.", changed.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(portal.Folder, "keys", "ledger.key"));
        var keyless = await portal.RunAsync("ledger", "verify");
        Assert.Equal(2, keyless.ExitCode);
        Assert.Contains("error: The key of the ledger (ledger.key in KeyFolder) is missing.", keyless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_replay_names_what_it_did_and_the_sources_there_are()
    {
        var portals = await portal.RunAsync("ledger", "replay", "--source", "portal", "--restored-to", "2026-01-31T02:00Z");
        Assert.Equal((0, "Destroyed again: 0. Still there: 0."), (portals.ExitCode, portals.Output.Trim()));

        var others = await portal.RunAsync("ledger", "replay", "--source", "crm", "--restored-to", "2026-01-31T02:00Z");
        Assert.Equal(2, others.ExitCode);
        Assert.Contains("error: Nobody can destroy again in a source named “crm”. These can be named: portal, vault.", others.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restore_that_did_not_end_the_portal_does_not_serve()
    {
        Assert.Equal(0, (await portal.RunAsync("backup")).ExitCode);
        await File.WriteAllTextAsync(Mark, "a backup\n");

        var closed = await portal.RunAsync("serve");
        Assert.Equal(2, closed.ExitCode);
        Assert.Contains("error: A restore began and did not end", closed.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await portal.RunAsync("restore", "--force")).ExitCode);
        Assert.False(File.Exists(Mark));
    }

    [Fact]
    public async Task A_restore_that_is_killed_keeps_the_portal_closed_and_is_done_again()
    {
        await FillAsync();
        Assert.Equal(0, (await portal.RunAsync("backup")).ExitCode);
        Assert.True(await portal.RunAndKillAsync(() => Task.FromResult(File.Exists(Mark)), "restore", "--force"));
        Assert.True(File.Exists(Mark));
        Assert.Equal(2, (await portal.RunAsync("serve")).ExitCode);

        Assert.Equal(0, (await portal.RunAsync("restore", "--force")).ExitCode);
        Assert.Equal(0, (await portal.RunAsync("ledger", "verify")).ExitCode);
        Assert.False(Directory.Exists(Scratch));
    }

    [Fact]
    public async Task A_database_that_is_damaged_is_replaced_by_force()
    {
        Assert.Equal(0, (await portal.RunAsync("backup")).ExitCode);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(portal.Database)!, "portal.db*")) await File.WriteAllTextAsync(file, new string('x', 5000));
        Assert.Equal(2, (await portal.RunAsync("restore")).ExitCode);

        Assert.Equal(0, (await portal.RunAsync("restore", "--force")).ExitCode);
        Assert.Equal(0, (await portal.RunAsync("ledger", "verify")).ExitCode);
    }

    [Fact]
    public async Task A_backup_that_is_killed_is_none_and_the_next_one_clears_it_away()
    {
        await FillAsync();
        Assert.True(await portal.RunAndKillAsync(() => Task.FromResult(Directory.Exists(Scratch)), "backup"));
        var killed = Path.GetFileName(Assert.Single(Directory.GetDirectories(Backups)));
        var list = await portal.RunAsync("backup", "list");
        Assert.Equal(1, list.ExitCode);
        Assert.Contains("UNFINISHED", list.Output, StringComparison.Ordinal);

        var next = await portal.RunAsync("backup");
        Assert.Equal(0, next.ExitCode);
        Assert.Contains($"Removed: {killed}.", next.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Scratch));
        Assert.Equal(0, (await portal.RunAsync("backup", "list")).ExitCode);
    }

    [Fact]
    public async Task Places_that_would_undo_what_they_are_for_are_refused()
    {
        var inside = await portal.With("Backup__Folder", Path.Combine(portal.Folder, "data", "backups")).With("Backup__KeepDays", "0").RunAsync("backup");
        Assert.Equal(2, inside.ExitCode);
        Assert.Contains("error: Backup:Folder lies inside DataFolder.", inside.Error, StringComparison.Ordinal);
        Assert.Contains("error: Backup:KeepDays is no such number. Write a number of days from 1 to 730.", inside.Error, StringComparison.Ordinal);

        var without = await portal.With("Backup__Folder", null).With("Backup__KeepDays", null).RunAsync("backup");
        Assert.Equal((2, "error: No folder for backups is set. Set Backup__Folder."), (without.ExitCode, without.Error.Trim().Split('\n')[^1]));
    }

    [Fact]
    public async Task Where_the_program_of_PostgreSQL_is_missing_one_sentence_says_what_to_install()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = await server.CreateDatabaseAsync();
        portal.With("Database__Provider", "postgresql").With("ConnectionStrings__Portal", connection + ";Pooling=False");
        Assert.Equal(0, (await portal.RunAsync("migrate")).ExitCode);

        var result = await portal.With("PATH", "/nowhere").RunAsync("backup");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: pg_dump was not found on the path. Install the client programs of PostgreSQL", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Backups));
        await server.DropDatabaseAsync(connection);
    }

    [Theory]
    [InlineData("--keys-to", "backup", "--help")]
    [InlineData("newest first", "backup", "list", "--help")]
    [InlineData("--force", "restore", "--help")]
    [InlineData("every line", "ledger", "verify", "--help")]
    [InlineData("--restored-to", "ledger", "replay", "--help")]
    public async Task Each_verb_explains_itself(string words, params string[] arguments)
    {
        var help = await portal.RunAsync(arguments);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains(words, help.Output, StringComparison.Ordinal);
    }

    // A small backup would be over before anybody can kill it.
    private async Task FillAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={portal.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            INSERT INTO SavedViews (Id, Officer, Name, Query) SELECT printf('00000000-0000-0000-0000-%012d', i), 'officer', 'view', hex(randomblob(1000000)) FROM n
            """;
        await command.ExecuteNonQueryAsync();
    }
}

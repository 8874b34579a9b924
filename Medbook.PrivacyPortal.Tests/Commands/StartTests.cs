using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>What keeps the portal from starting is one clear sentence with the way out, exit code 2, and nothing is changed.</summary>
public sealed class StartTests : IDisposable
{
    private readonly CommandLine portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Missing_settings_are_all_said_at_once_one_line_each()
    {
        var result = await portal.With("DataFolder", null).With("KeyFolder", null).With("PublicUrl", "not an address").RunAsync("migrate");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: DataFolder is missing. Set it to a folder the portal may write to.", result.Error, StringComparison.Ordinal);
        Assert.Contains("error: KeyFolder is missing.", result.Error, StringComparison.Ordinal);
        Assert.Contains("error: PublicUrl is missing or is no http(s) address.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_everybody_for_a_card_is_warned_about_at_each_start()
    {
        // It goes no further: there is no key of the vault yet.
        var off = await portal.RunAsync("serve");
        var on = await portal.With("Identity__AlwaysAsk", "true").RunAsync("serve");

        Assert.Equal((2, 2), (off.ExitCode, on.ExitCode));
        Assert.DoesNotContain("Warning:", off.Error, StringComparison.Ordinal);
        Assert.Contains("Warning: Identity:AlwaysAsk is on:", on.Error, StringComparison.Ordinal);
        Assert.Contains("disproportionate", on.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_inside_the_data_folder_are_refused()
    {
        var result = await portal.With("KeyFolder", Path.Combine(portal.Folder, "data", "keys")).RunAsync("migrate");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("KeyFolder lies inside DataFolder.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_a_second_time_finds_it_up_to_date()
    {
        Assert.Equal((0, "The database is up to date."), Brief(await portal.RunAsync("migrate")));
        Assert.Equal((0, "The database is up to date."), Brief(await portal.RunAsync("migrate")));
        Assert.True(File.Exists(portal.Database));
    }

    [Fact]
    public async Task What_lies_beside_the_binary_is_found_and_a_relative_path_is_the_operators_wherever_it_is_started_from()
    {
        var port = Loopback.FreePort();
        portal.With("DataFolder", "data").With("ASPNETCORE_URLS", $"http://127.0.0.1:{port}");
        await PortalDatabase.PlaceAsync(portal.Database);
        var made = await portal.RunAsync("vault", "init");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var served = await portal.RunAndKillAsync(async () => await Loopback.AnswersAsync(port) && (await client.GetAsync("css/site.css")).IsSuccessStatusCode, "serve");

        // The statements of the database are no news: the level of the log stands in appsettings.json.
        Assert.Equal(0, made.ExitCode);
        Assert.DoesNotContain("info:", made.Error, StringComparison.Ordinal);
        Assert.True(served, "The style sheet was not served.");
    }

    [Fact]
    public async Task Another_verb_does_not_migrate_outside_development_and_names_the_verb_that_does()
    {
        var result = await portal.RunAsync("export", "--subject", "a@example.org", "--out", Path.Combine(portal.Folder, "copy.zip"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Run 'migrate' first.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(portal.Database));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_untouched()
    {
        await PortalDatabase.PlaceAsync(portal.Database);
        Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99.0.0')");
        var before = await File.ReadAllBytesAsync(portal.Database);

        var result = await portal.RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("made by a newer version", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(portal.Database));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(portal.Database)!);
        await File.WriteAllTextAsync(portal.Database, new string('x', 5000));

        var result = await portal.RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is no SQLite database. Move it away", result.Error, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(portal.Database));
    }

    [Fact]
    public async Task A_database_that_another_program_holds_locked_is_said_to_be_locked()
    {
        await PortalDatabase.PlaceAsync(portal.Database);
        using var connection = new SqliteConnection($"Data Source={portal.Database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();

        var result = await portal.With("ConnectionStrings__Portal", $"Data Source={portal.Database};Default Timeout=1").RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is locked by another program. Close that program and start again", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_server_that_is_not_there_is_said_without_its_password()
    {
        var result = await portal.With("Database__Provider", "postgresql")
            .With("ConnectionStrings__Portal", "Host=127.0.0.1;Port=1;Username=portal;Password=hush-hush;Timeout=2").RunAsync("migrate");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The portal's database does not answer", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_map_keeps_the_portal_from_starting_and_names_file_line_and_mend()
    {
        portal.WriteMap("""{ "sources": { "crm": { "provider": "sqlite", "datasetz": {} } } }""");
        var result = await portal.RunAsync("serve");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("datamap.json:1: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("datasetz", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_verb_does_not_start_the_portal()
    {
        var result = await portal.RunAsync("migrat");
        Assert.Equal((2, "error: There is no verb 'migrat'. '--help' lists them."), (result.ExitCode, result.Error.Trim()));
    }

    [Theory]
    [InlineData("error: '--forse' is not understood here. '--help' lists what is.", "migrate", "--forse")]
    [InlineData("Option '--email' is required.", "staff", "add", "--role", "officer")]
    public async Task A_mistyped_or_missing_option_is_not_passed_over(string sentence, params string[] arguments)
    {
        var result = await portal.RunAsync(arguments);
        Assert.Equal((2, sentence), (result.ExitCode, result.Error.Trim()));
        Assert.False(File.Exists(portal.Database));
    }

    [Fact]
    public async Task A_copy_is_verified_without_settings_and_without_a_database()
    {
        var file = Path.Combine(portal.Folder, "copy.zip");
        await File.WriteAllTextAsync(file, "no archive");
        var result = await portal.With("DataFolder", null).With("PublicUrl", null).With("DataMap__Path", null)
            .With("KeyFolder", null).With("LedgerFolder", null).RunAsync("export", "verify", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it has no manifest", result.Output, StringComparison.Ordinal);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={portal.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql + "; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
    }

    private static (int, string) Brief(CommandResult result) => (result.ExitCode, result.Output.Trim());
}

using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>datamap check</c> on the real binary: 0 it fits, 1 something to mend, 2 a source that cannot be looked at.</summary>
public sealed class DataMapCommandTests : IAsyncLifetime
{
    private const string Members =
        """
        "members": { "label": "M", "key": "id", "person": "id", "category": "identity", "activities": "account", "origin": "provided",
          "retention": "until-asked", "fields": { "id": { "type": "integer", "label": "N" }, "email": "E" } }
        """;

    private readonly CommandLine portal = new();

    private string Clinic => $"Data Source={Path.Combine(portal.Folder, "clinic.db")};Pooling=False";

    public async Task InitializeAsync()
    {
        portal.With("ConnectionStrings__clinic", Clinic);
        await PortalDatabase.PlaceAsync(portal.Database);
        await using var connection = new SqliteConnection(Clinic);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE members (id integer PRIMARY KEY, email text); CREATE TABLE notes (id integer PRIMARY KEY, body text)";
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync()
    {
        portal.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_map_that_fits_ends_with_0()
    {
        Write($$"""{{Members}}""", ", \"excluded\": { \"notes\": \"Notes about the building.\" }");
        var result = await portal.RunAsync("datamap", "check");

        Assert.Equal("clinic: fits.\nportal: fits.\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_table_that_nobody_mapped_ends_with_1_and_a_line()
    {
        Write(Members);
        var result = await portal.RunAsync("datamap", "check");

        Assert.Equal("clinic: notes: The table is neither mapped nor excluded. Add a dataset for it, or write under \"excluded\" why it holds nothing personal.\nportal: fits.\n", result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_path_that_runs_in_a_circle_ends_with_1_and_names_file_and_line()
    {
        Write(Members.Replace("\"person\": \"id\"", "\"person\": { \"on\": \"id = id\", \"via\": \"members\" }"));
        var result = await portal.RunAsync("datamap", "check");

        Assert.Contains("datamap.json:4: sources.clinic.datasets.members: The path to the person runs in a circle: members via members.", result.Error);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("sqlite", "Data Source=/nowhere/clinic.db", "clinic: There is no such file or database. Check ConnectionStrings:clinic.")]
    [InlineData("sqlite", null, "clinic: ConnectionStrings:clinic is missing or cannot be read. Set it to the connection string of this source.")]
    [InlineData("postgresql", "Host=127.0.0.1;Port=1;Timeout=2", "clinic: The database cannot be reached. Check that it runs, and ConnectionStrings:clinic.")]
    [InlineData("oracle", "Data Source=x", "clinic: 'oracle' is no provider the portal knows. Write sqlite, postgresql or http.")]
    public async Task A_source_that_cannot_be_looked_at_ends_with_2_and_says_why(string provider, string? connection, string sentence)
    {
        Write(Members, provider: provider);
        var result = await portal.With("ConnectionStrings__clinic", connection).RunAsync("datamap", "check");

        Assert.Contains(sentence, result.Error);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task A_developers_portal_does_not_start_with_a_source_that_drifted_and_says_the_same_lines()
    {
        Write(Members);
        var result = await portal.With("DOTNET_ENVIRONMENT", "Development").RunAsync("serve");

        Assert.Contains("data map: clinic: notes: The table is neither mapped nor excluded.", result.Error);
        Assert.Equal(2, result.ExitCode);
    }

    private void Write(string datasets, string more = "", string provider = "sqlite") => portal.WriteMap($$"""
        { "sources": { "clinic": {
          "provider": "{{provider}}",
          "identities": { "members": { "key": "id", "addresses": "email" } },
          "datasets": { {{datasets}} }{{more}} } } }
        """);
}

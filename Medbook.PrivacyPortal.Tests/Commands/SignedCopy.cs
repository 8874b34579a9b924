using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>A copy that a portal made and signed, once for all tests of a class.</summary>
public sealed class SignedCopy : IAsyncLifetime
{
    private readonly CommandLine portal = new();

    /// <summary>The file; a test changes one of its own.</summary>
    public string Copy => Path.Combine(portal.Folder, "copy.zip");

    /// <summary>The public keys when it was made, as the portal publishes them.</summary>
    public string Keys { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var clinic = $"Data Source={Path.Combine(portal.Folder, "clinic.db")};Pooling=False";
        portal.With("ConnectionStrings__clinic", clinic).WriteMap(
            """
            { "sources": { "clinic": {
                "provider": "sqlite",
                "identities": { "members": { "key": "id", "addresses": "email", "where": { "confirmed": 1 } } },
                "datasets": { "members": {
                  "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                  "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                  "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail" },
                  "excluded": { "confirmed": "Says only whether a mail was answered." } } } } } }
            """);
        await using (var connection = new SqliteConnection(clinic))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL, confirmed INTEGER NOT NULL); INSERT INTO members VALUES (1, 'ada@example.org', 1);";
            await command.ExecuteNonQueryAsync();
        }
        await PortalDatabase.PlaceAsync(portal.Database);
        await RunAsync("vault", "init");
        await RunAsync("export", "--subject", "ada@example.org", "--out", Copy);
        Keys = await RunAsync("keys", "show");
    }

    /// <summary>Gives the portal another key to sign with.</summary>
    /// <returns>The public keys from then on.</returns>
    public async Task<string> RotateAsync()
    {
        await RunAsync("keys", "rotate-signing");
        return await RunAsync("keys", "show");
    }

    public Task DisposeAsync()
    {
        portal.Dispose();
        return Task.CompletedTask;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var result = await portal.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}

using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

public sealed class RetentionCommandTests : IDisposable
{
    private const string Map = """
        { "sources": { "clinic": { "provider": "sqlite",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": { "label": "M", "key": "id", "person": "id", "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "I" }, "email": "E" } },
              "logs": { "label": "L", "key": "id", "person": "member_id", "category": "technical", "activities": ["site-security"], "origin": "observed",
                "retention": { "after": "12 months", "from": "day" },
                "fields": { "id": { "type": "integer", "label": "I" }, "member_id": { "type": "integer", "label": "M" }, "day": { "type": "date", "stored": "iso", "label": "D" } } } } } } }
        """;

    private readonly CommandLine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task It_counts_what_is_due_and_carries_out_nothing_that_nobody_approved()
    {
        var clinic = $"Data Source={Path.Combine(machine.Folder, "clinic.db")};Pooling=False";
        await using (var connection = new SqliteConnection(clinic))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE members (id integer PRIMARY KEY, email text);
                CREATE TABLE logs (id integer PRIMARY KEY, member_id integer, day text);
                INSERT INTO members VALUES (1, 'ada@example.org');
                INSERT INTO logs VALUES (1, 1, '2001-01-01'), (2, 1, '9000-01-01');
                """;
            await command.ExecuteNonQueryAsync();
        }
        machine.WriteMap(Map);
        machine.With("ConnectionStrings__clinic", clinic);
        await PortalDatabase.PlaceAsync(machine.Database);

        var preview = await machine.RunAsync("retention", "--preview");
        Assert.True(preview.ExitCode == 0, preview.Error);
        Assert.Contains("Due: 1. Held: 0. Would be deleted: 1.", preview.Output, StringComparison.Ordinal);
        var forecast = await machine.RunAsync("erase", "--preview", "--subject", "ada@example.org");
        Assert.True(forecast.ExitCode == 0, forecast.Error);
        Assert.Contains("clinic/members: 1. Goes now. It is kept until somebody asks.", forecast.Output, StringComparison.Ordinal);
        Assert.Contains("clinic/logs: 2. Goes on a date. It is needed until its period ends. The last on ", forecast.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", forecast.Output + forecast.Error, StringComparison.Ordinal);
        var run = await machine.RunAsync("retention", "--run");
        Assert.Equal((0, "No sweep waits to be carried out. An officer approves one at /manage/retention."), (run.ExitCode, run.Output.Trim()));
        var neither = await machine.RunAsync("retention");
        Assert.Equal(2, neither.ExitCode);
        Assert.Contains("--preview", neither.Error, StringComparison.Ordinal);
    }
}

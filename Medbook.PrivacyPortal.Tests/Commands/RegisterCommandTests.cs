using System.Text.Json;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

public sealed class RegisterCommandTests : IDisposable
{
    private readonly CommandLine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task Gaps_warn_and_a_contradiction_is_an_error()
    {
        await PortalDatabase.PlaceAsync(machine.Database);

        var gaps = await machine.RunAsync("register", "lint", "--json");
        Assert.True(gaps.ExitCode == 0, gaps.Error);
        var lines = gaps.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains("judicial-remedy", lines.Select(line => line.GetProperty("code").GetString()));
        Assert.All(lines, line => Assert.Equal("gap", line.GetProperty("severity").GetString()));

        // The policy promises twelve months.
        WriteLogs("site-security");
        var contradiction = await machine.RunAsync("register", "lint");
        Assert.True(contradiction.ExitCode == 1, contradiction.Output + contradiction.Error);
        Assert.StartsWith("disagreement: kept-longer:clinic/logs (GDPR 5(1)(e)): clinic/logs is kept for 13 months. The register promises 12 at most.", contradiction.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_that_names_an_unknown_activity_keeps_everything_but_the_lint_from_running()
    {
        Assert.Equal(0, (await machine.RunAsync("migrate")).ExitCode);
        WriteLogs("beekeeping");

        foreach (string[] verb in (string[][])[["serve"], ["source", "test", "clinic"]])
        {
            var refused = await machine.RunAsync(verb);
            Assert.True(refused.ExitCode == 1, refused.Output + refused.Error);
            Assert.Contains("datamap.json:2: sources.clinic.datasets.logs.activities: 'beekeeping' is no activity of the register", refused.Error, StringComparison.Ordinal);
        }
        var linted = await machine.RunAsync("register", "lint");
        Assert.True(linted.ExitCode == 1, linted.Output + linted.Error);
        Assert.StartsWith("disagreement: data-without-activity:clinic/logs", linted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_the_lint_from_running_ends_with_2()
    {
        var unknown = await machine.RunAsync("register", "lint", "--jsno");
        Assert.Equal((2, "error: '--jsno' is not understood here. '--help' lists what is.\n"), (unknown.ExitCode, unknown.Error));

        // There is no database yet, and so no register.
        var nothing = await machine.RunAsync("register", "lint");
        Assert.Equal((2, "error: The database is of another version. Run 'migrate' first.\n"), (nothing.ExitCode, nothing.Error));
        Assert.Empty(nothing.Output);
    }

    private void WriteLogs(string activity)
    {
        machine.WriteMap($$"""
            { "sources": { "clinic": { "provider": "sqlite", "identities": { "members": { "key": "id", "addresses": "email" } },
                "datasets": { "logs": { "label": "L", "table": "logs", "key": "id", "person": "id", "category": "technical", "activities": ["{{activity}}"], "origin": "observed",
                    "retention": { "after": "13 months", "from": "day" }, "fields": { "id": { "type": "integer", "label": "I" }, "day": { "type": "date", "stored": "iso", "label": "D" } } } } } } }
            """);
        machine.With("ConnectionStrings__clinic", $"Data Source={Path.Combine(machine.Folder, "clinic.db")};Pooling=False");
    }
}

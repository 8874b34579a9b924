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
        machine.WriteMap("""
            { "sources": { "clinic": { "provider": "sqlite", "identities": { "members": { "key": "id", "addresses": "email" } },
                "datasets": { "logs": { "label": "L", "table": "logs", "key": "id", "person": "id", "category": "technical", "activities": ["site-security"], "origin": "observed",
                    "retention": { "after": "13 months", "from": "day" }, "fields": { "id": { "type": "integer", "label": "I" }, "day": { "type": "date", "stored": "iso", "label": "D" } } } } } } }
            """);
        machine.With("ConnectionStrings__clinic", $"Data Source={Path.Combine(machine.Folder, "clinic.db")};Pooling=False");
        var contradiction = await machine.RunAsync("register", "lint");
        Assert.True(contradiction.ExitCode == 1, contradiction.Output + contradiction.Error);
        Assert.StartsWith("disagreement: kept-longer:clinic/logs (GDPR 5(1)(e)): clinic/logs is kept for 13 months. The register promises 12 at most.", contradiction.Output, StringComparison.Ordinal);
    }
}

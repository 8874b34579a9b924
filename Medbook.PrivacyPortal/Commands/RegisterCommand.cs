using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Medbook.PrivacyPortal.Operations.Registers;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>register lint</c>: compares the official text, the register, the data map and the settings.</summary>
internal static class RegisterCommand
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandHost host)
    {
        var json = new Option<bool>("--json") { Description = "Write a JSON object per finding: code, of, severity, gdpr, policy, sentence, mend, accepted." };
        var lint = new Command("lint", "Compare text, register, data map, choices and settings: 0 nothing or gaps only, 1 something contradicts itself, 2 it cannot run.") { json };
        lint.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Current, app => LintAsync(app, parsed.GetValue(json), ct), ct));
        return new Command("register", "The register of processing activities.") { lint };
    }

    private static async Task<int> LintAsync(WebApplication app, bool asJson, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var linted = await scope.ServiceProvider.GetRequiredService<LintRegister>().RunAsync(CommandHost.Operator, ct);
        if (!linted.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, linted.Problem)]);
        foreach (var line in linted.Value.Lines) Console.Out.WriteLine(asJson ? JsonOf(line) : TextOf(line));
        if (!asJson) Console.Out.WriteLine(Summary(linted.Value));
        return linted.Value.HasDisagreement ? ExitCode.Findings : ExitCode.Ok;
    }

    private static string Summary(LintReport report)
    {
        var bad = report.Lines.Count(line => line.Finding.Severity == Domain.Register.Lint.LintSeverity.Disagreement);
        return string.Create(CultureInfo.InvariantCulture,
            $"Register {report.Register}, {(report.Policy is { } policy ? $"policy {policy}" : "no published policy")}: {bad} disagreements, {report.Lines.Count - bad} gaps, {report.Lines.Count(line => line.Accepted is not null)} of them accepted.");
    }

    private static string TextOf(LintLine line)
    {
        var found = line.Finding;
        var articles = found.Policy is null ? $"GDPR {found.Gdpr}" : $"policy {found.Policy}, GDPR {found.Gdpr}";
        return $"{(line.Accepted is null ? found.Severity.ToString().ToLowerInvariant() : "accepted")}: {found.Key} ({articles}): {found.Sentence.En} Mend: {found.Mend.En}";
    }

    private static string JsonOf(LintLine line) => JsonSerializer.Serialize(new
    {
        line.Finding.Code, line.Finding.Of, Severity = line.Finding.Severity.ToString().ToLowerInvariant(), line.Finding.Gdpr, line.Finding.Policy,
        line.Finding.Sentence, line.Finding.Mend, Accepted = line.Accepted?.Reason,
    }, Options);
}

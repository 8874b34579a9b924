using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>
/// Looks at the operator's sources before the portal serves. One that cannot be reached is said and tried again. One that
/// drifted keeps a developer from starting; in production the portal starts, and whatever needs that source says that it drifted.
/// </summary>
internal sealed class SourceStart(MapCheck check, PortalSettings settings)
{
    /// <summary>Checks; the lines of <c>datamap check</c> are written to <paramref name="output"/>.</summary>
    /// <returns>Whether the portal may start.</returns>
    public async Task<bool> RunAsync(TextWriter output, CancellationToken ct)
    {
        var reports = await check.RunOperatorsAsync(ct);
        foreach (var line in reports.SelectMany(r => r.Lines)) await output.WriteLineAsync($"data map: {line}");
        return !settings.IsDevelopment || reports.All(r => r.Findings.Count == 0);
    }
}

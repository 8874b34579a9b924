using System.CommandLine;
using Medbook.PrivacyPortal.DataMap.Checks;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>datamap check</c>: compares the map with the live databases.</summary>
internal static class DataMapCommand
{
    public static Command Create(CommandHost host)
    {
        var check = new Command("check", "Compare the map with the live schema of every source: 0 it fits, 1 findings, 2 a source cannot be looked at.");
        check.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Mapped, async app =>
            Report(await app.Services.GetRequiredService<MapCheck>().RunAsync(ct)), ct));
        return new Command("datamap", "The map of personal data.") { check };
    }

    private static int Report(IReadOnlyList<SourceReport> reports)
    {
        foreach (var report in reports)
        {
            var output = report.Unavailable is null ? Console.Out : Console.Error;
            foreach (var line in report.Lines) output.WriteLine(line);
            if (report.Fits) Console.Out.WriteLine($"{report.Source}: fits.");
        }
        return reports.Any(r => r.Unavailable is not null) ? ExitCode.CannotRun
            : reports.All(r => r.Fits) ? ExitCode.Ok : ExitCode.Findings;
    }
}

using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>sample</c>: makes the sample Medbook database. It exists in Development only.</summary>
internal static class SampleCommand
{
    public static Command Create(CommandHost host)
    {
        var members = new Option<int>("--members") { Description = "How many members.", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed") { Description = "The same seed and size give the same rows.", DefaultValueFactory = _ => 1 };
        var heavy = new Option<bool>("--heavy") { Description = "Give member@example.org 100,000 usage rows." };
        var force = new Option<bool>("--force") { Description = "Make the sample again where there is one." };
        var provider = new Option<string>("--provider") { Description = "sqlite or postgresql.", DefaultValueFactory = _ => "sqlite" };
        provider.AcceptOnlyFromAmong("sqlite", "postgresql");
        var command = new Command("sample", "Make the sample Medbook database at ConnectionStrings:sample (Development only).")
        {
            members, seed, heavy, force, provider,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.None, app =>
        {
            var settings = app.Services.GetRequiredService<PortalSettings>();
            if (!settings.IsDevelopment)
            {
                return Task.FromResult(CommandHost.Refuse(["The sample exists in Development only. Set ASPNETCORE_ENVIRONMENT=Development."]));
            }
            var options = new SampleOptions
            {
                Provider = parsed.GetRequiredValue(provider),
                Connection = settings.SourceConnection(SampleStart.Connection)!,
                Members = parsed.GetRequiredValue(members),
                Seed = parsed.GetRequiredValue(seed),
                Heavy = parsed.GetValue(heavy),
                Force = parsed.GetValue(force),
            };
            return RunAsync(options, ct);
        }, ct));
        return command;
    }

    private static async Task<int> RunAsync(SampleOptions options, CancellationToken ct)
    {
        switch (await new MakeSample().RunAsync(options, new RowCount(), ct))
        {
            case SampleOutcome.Made made:
                Console.Out.WriteLine($"Made a sample of {options.Members} members: {made.Rows} rows.");
                return ExitCode.Ok;
            case SampleOutcome.Present:
                Console.Out.WriteLine("The sample is there already.");
                return ExitCode.Ok;
            case SampleOutcome.Refused refused:
                return CommandHost.Refuse([refused.Reason]);
            default:
                throw new InvalidOperationException("An outcome without an answer.");
        }
    }

    /// <summary>A line on standard error now and then, while it takes long.</summary>
    private sealed class RowCount : IProgress<long>
    {
        private const long Step = 100_000;
        private long said;

        public void Report(long value)
        {
            if (value < said + Step) return;
            said = value;
            Console.Error.WriteLine($"{value} rows");
        }
    }
}

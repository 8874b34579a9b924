using System.CommandLine;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Retention;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>retention</c>: the records whose period has ended.</summary>
internal static class RetentionCommand
{
    public static Command Create(CommandHost host)
    {
        var preview = new Option<bool>("--preview") { Description = "Count what a sweep of today would delete, and what is held. Nothing is changed." };
        var run = new Option<bool>("--run") { Description = "Carry out the sweep that an officer approved at /manage/retention. One that was interrupted goes on." };
        var command = new Command("retention",
            "The records whose period has ended. Exit code 1: a source could not be counted, or a sweep stopped; 2: neither or both options.")
        {
            preview, run,
        };
        command.SetAction((parsed, ct) => (parsed.GetValue(preview), parsed.GetValue(run)) switch
        {
            (true, false) => host.RunAsync([], SchemaNeed.Mapped, app => PreviewAsync(app, ct), ct),
            (false, true) => host.RunAsync([], SchemaNeed.Mapped, app => CarryOutAsync(app, ct), ct),
            _ => Task.FromResult(CommandHost.Refuse(["Write --preview to count, or --run to carry out what was approved."])),
        });
        return command;
    }

    private static async Task<int> PreviewAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<PreviewSweep>().RunAsync(CommandHost.Operator, ct);
        if (!found.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, found.Problem)]);
        foreach (var line in found.Value.Lines)
        {
            Console.Out.WriteLine($"{line.Source}/{line.Dataset}: begun by {line.LastStart:yyyy-MM-dd}. Due: {line.Count}. Held: {line.Held}. {(line.IsDeleted ? "Would be deleted" : "Would lose names")}: {line.Goes}.");
        }
        foreach (var source in found.Value.Missing) Console.Out.WriteLine($"{source}: not counted. It does not answer, or its schema is not the map's.");
        return found.Value.Missing.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static async Task<int> CarryOutAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CarryOutSweep>().RunAsync(CommandHost.Operator, ct);
        if (!done.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, done.Problem)]);
        if (!done.Value)
        {
            Console.Out.WriteLine("No sweep waits to be carried out. An officer approves one at /manage/retention.");
            return ExitCode.Ok;
        }
        var view = await scope.ServiceProvider.GetRequiredService<ReadSweep>().RunAsync(CommandHost.Operator, id: null, ct);
        return view.IsOk ? Report(view.Value) : CommandHost.Refuse([ProblemSentence.Of(app.Services, view.Problem)]);
    }

    private static int Report(SweepView view)
    {
        foreach (var (line, step) in view.Sweep.Lines.Select(line => (line, view.StepOf(line))).Where(one => one.Item2 is not null))
        {
            Console.Out.WriteLine($"{line.Source}/{line.Dataset}: deleted {step!.Deleted}, without names {step.Changed}, held {step.Held}, needed {step.Needed}, no longer due {view.SkippedOf(line)}.");
        }
        if (view.Sweep.State == ErasurePlanState.Done) return ExitCode.Ok;
        Console.Out.WriteLine($"It stopped ({view.Sweep.Failure}). An officer can have it tried again; it goes on where it stands.");
        return ExitCode.Findings;
    }
}

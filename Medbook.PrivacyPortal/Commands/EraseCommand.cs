using System.CommandLine;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Erasure;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>erase</c>: what an erasure would do to one person's data. Only officers approve one, on the pages.</summary>
internal static class EraseCommand
{
    public static Command Create(CommandHost host)
    {
        var preview = new Option<bool>("--preview") { Description = "Say what would go, stay and wait, by kind of record. Nothing is changed." };
        var subject = new Option<string>("--subject") { Description = "The person's verified e-mail address.", Required = true };
        var command = new Command("erase", "What an erasure would do to one person's data. Exit code 1: a source could not be counted; 2: nobody has this address, or --preview is missing.")
        {
            preview, subject,
        };
        command.SetAction((parsed, ct) => parsed.GetValue(preview)
            ? host.RunAsync([], SchemaNeed.Mapped, app => PreviewAsync(app.Services, parsed.GetRequiredValue(subject), ct), ct)
            : Task.FromResult(CommandHost.Refuse(["Write --preview. What goes is approved by an officer at /manage/erasures."])));
        return command;
    }

    private static async Task<int> PreviewAsync(IServiceProvider services, string email, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<ForecastErasure>().RunAsync(CommandHost.Operator, email, ct);
        if (!found.IsOk) return CommandHost.Refuse([ProblemSentence.Of(services, found.Problem)]);
        var terms = services.GetRequiredService<IStringLocalizer<TermTexts>>();
        foreach (var line in found.Value.Lines)
        {
            var until = line is { Forecast.Fate: ErasureFate.GoesLater, End: { } end } ? $" The last on {end:yyyy-MM-dd}." : "";
            Console.Out.WriteLine($"{line.Source}/{line.Dataset}: {line.Count}. {terms.Of(line.Forecast.Fate)}. {terms.Of(line.Forecast.Reason)}{until}");
        }
        if (found.Value.Lines.Count == 0) Console.Out.WriteLine("Nothing is held about this person.");
        foreach (var source in found.Value.Missing) Console.Out.WriteLine($"{source.Name}: not counted. It does not answer, its schema is not the map's, or who the person is there is unclear.");
        return found.Value.Missing.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
    }
}

using System.CommandLine;
using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>deadline</c>: prints how a term is counted. It needs no service, so none is started.</summary>
internal static class DeadlineCommand
{
    public static Command Create()
    {
        var received = new Option<string>("--received") { Description = "The day of receipt in Brussels.", HelpName = "yyyy-MM-dd" };
        var pauses = new Option<string[]>("--pause")
        {
            Description = "The clock stood still, from a question about identity to its answer. Can be given several times.",
            HelpName = "yyyy-MM-dd..yyyy-MM-dd",
        };
        var stdin = new Option<bool>("--stdin") { Description = "Read terms from standard input, one a line: 2026-01-31 2026-02-03..2026-02-10" };
        var command = new Command("deadline", "Count the term of a request and print it as JSON, one line a term. Exit code 1: a line could not be read.")
        {
            received, pauses, stdin,
        };
        command.Validators.Add(given =>
        {
            var lines = given.GetValue(stdin);
            if (lines == given.GetResult(received) is not null) given.AddError("Give either --received or --stdin.");
            if (lines && given.GetResult(pauses) is not null) given.AddError("With --stdin a pause stands in the line of its term.");
        });
        command.SetAction(parsed =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PortalCultures.English;
            return parsed.GetValue(stdin) ? CountLines() : CountOne([parsed.GetRequiredValue(received), .. parsed.GetValue(pauses) ?? []]);
        });
        return command;
    }

    private static int CountOne(string[] words)
    {
        var (term, fault) = DeadlineText.Read(words);
        if (term is null) return CommandHost.Refuse([fault!]);
        Console.Out.WriteLine(DeadlineText.Json(term));
        return ExitCode.Ok;
    }

    private static int CountLines()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput());
        return new DeadlineLines(output, Console.Error).Count(input);
    }
}

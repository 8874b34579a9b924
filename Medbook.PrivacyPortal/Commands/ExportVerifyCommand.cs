using System.CommandLine;
using Medbook.PrivacyPortal.Operations.Copies;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>export verify FILE</c>: checks a copy against its manifest and schemas, without any database.</summary>
internal static class ExportVerifyCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The ZIP of a copy." };
        var command = new Command("verify", "Check a copy against its manifest. Exit code 1: something differs.") { file };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.None, app => VerifyAsync(app.Services, parsed.GetRequiredValue(file), ct), ct));
        return command;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, FileInfo file, CancellationToken ct)
    {
        if (!file.Exists) return CommandHost.Refuse([$"There is no file '{file.FullName}'."]);
        await using var scope = services.CreateAsyncScope();
        await using var copy = file.OpenRead();
        var result = await scope.ServiceProvider.GetRequiredService<VerifyCopy>().RunAsync(CommandHost.Operator, copy, ct);
        if (!result.IsOk)
        {
            Console.Out.WriteLine($"{file.Name}: {ProblemSentence.Of(services, result.Problem)}");
            return ExitCode.Findings;
        }
        foreach (var difference in result.Value) Console.Out.WriteLine($"{difference.Path} {difference.What}.");
        if (result.Value.Count > 0) return ExitCode.Findings;
        Console.Out.WriteLine("Every file is as the manifest says.");
        return ExitCode.Ok;
    }
}

using System.CommandLine;
using Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;
using Medbook.PrivacyPortal.Operations.Systems;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>source test</c>: whether a system that is no database keeps what the protocol promises.</summary>
internal static class SourceCommand
{
    public static Command Create(CommandHost host)
    {
        var name = new Argument<string>("NAME") { Description = "The system: its name in the data map." };
        var person = new Option<string?>("--person") { Description = "A person that was made for the test (contacts:1). Their rows are read.", HelpName = "KEY" };
        var write = new Option<bool>("--write") { Description = "Change that person, too: values are corrected there and back, uses limited, and everything that is theirs alone is ERASED." };
        var test = new Command("test",
            "Try every promise of the protocol with a system: 0 all are kept, 1 one is broken, 2 it cannot be tried. The protocol: .docs/systems.md.")
        {
            name, person, write,
        };
        test.Validators.Add(parsed =>
        {
            if (parsed.GetValue(write) && parsed.GetValue(person) is null) parsed.AddError("--write changes and erases a person: name one that was made for it with --person.");
        });
        test.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Mapped, async app =>
        {
            var asked = new SystemTest(parsed.GetRequiredValue(name), parsed.GetValue(person), parsed.GetValue(write));
            if (asked.MayWrite) Console.Error.WriteLine("The data of this person is changed and erased in the system.");
            await using var scope = app.Services.CreateAsyncScope();
            var tested = await scope.ServiceProvider.GetRequiredService<TestSource>().RunAsync(CommandHost.Operator, asked, Report, ct);
            if (!tested.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, tested.Problem)]);
            Console.Out.WriteLine(tested.Value == 0 ? "Every promise that was tried is kept." : $"Promises that are broken: {tested.Value}.");
            return tested.Value == 0 ? ExitCode.Ok : ExitCode.Findings;
        }, ct));
        return new Command("source", "The sources of personal data.") { test };
    }

    private static void Report(PromiseReport promise)
    {
        var word = promise.Finding.State switch
        {
            PromiseState.Kept => "kept     ",
            PromiseState.Broken => "BROKEN   ",
            PromiseState.NotTried => "not tried",
        };
        Console.Out.WriteLine($"{word} {promise.Sentence}");
        if (promise.Finding.Came.Length > 0) Console.Out.WriteLine($"          {promise.Finding.Came}");
    }
}

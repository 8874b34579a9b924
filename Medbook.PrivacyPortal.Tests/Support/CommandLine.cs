using System.Diagnostics;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What a verb of the command line printed, and its exit code.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs the portal's own binary as an operator would: a process of its own, outside Development, settings as environment variables.</summary>
public sealed class CommandLine : IDisposable
{
    private readonly Dictionary<string, string?> settings;

    public CommandLine()
    {
        Folder = TestFolders.Create("command");
        settings = new()
        {
            ["DataFolder"] = Path.Combine(Folder, "data"),
            ["KeyFolder"] = Path.Combine(Folder, "keys"),
            ["LedgerFolder"] = Path.Combine(Folder, "ledger"),
            ["DataMap__Path"] = Path.Combine(Folder, "datamap.json"),
            ["PublicUrl"] = "https://privacy.example.org",
            ["Smtp__Host"] = "localhost",
            ["Smtp__From"] = "privacy@example.org",
        };
        WriteMap("""{ "sources": {} }""");
    }

    /// <summary>A machine that has the binary and nothing else: no setting, no map.</summary>
    public static CommandLine WithoutSettings()
    {
        var bare = new CommandLine();
        bare.settings.Clear();
        File.Delete(Path.Combine(bare.Folder, "datamap.json"));
        return bare;
    }

    /// <summary>A folder of this run; the working folder of the process.</summary>
    public string Folder { get; }

    /// <summary>The embedded database of the portal.</summary>
    public string Database => Path.Combine(Folder, "data", "portal.db");

    /// <summary>Sets or, with null, leaves out a setting.</summary>
    public CommandLine With(string name, string? value)
    {
        settings[name] = value;
        return this;
    }

    public void WriteMap(string json) => File.WriteAllText(Path.Combine(Folder, "datamap.json"), json);

    public Task<CommandResult> RunAsync(params string[] arguments) => FeedAsync([], arguments);

    /// <summary>Runs it with pieces of standard input, each written when it was taken.</summary>
    public async Task<CommandResult> FeedAsync(IEnumerable<string> input, params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            foreach (var piece in input) await process.StandardInput.WriteAsync(piece.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', arguments)}' did not end: {await output} {await error}");
        }
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a verb and kills it (SIGKILL) as soon as something holds.</summary>
    /// <returns>Whether it was killed; false where it had ended before.</returns>
    public async Task<bool> RunAndKillAsync(Func<Task<bool>> when, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        _ = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited && !await when()) await Task.Delay(1);
        var killed = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        return killed;
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Medbook.PrivacyPortal.dll"), .. arguments])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var inherited in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS" }) start.Environment.Remove(inherited);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings.Where(setting => setting.Value is not null)) start.Environment[name] = value;

        return Process.Start(start)!;
    }

    public void Dispose() => TestFolders.Delete(Folder);
}

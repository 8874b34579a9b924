using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>A worker process, seen by the test that started it: where it stopped, whether it goes on, how it ended.</summary>
internal sealed class CopyProcess : IAsyncDisposable
{
    // 128 and the number of the signal, as a shell counts.
    private const int Killed = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder errors = new();

    private CopyProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What it told at its end; null where it did not come to one.</summary>
    public WorkerEnd? End { get; private set; }

    /// <summary>Starts a worker.</summary>
    /// <param name="order">What it does.</param>
    /// <param name="temporary">Its temporary folder.</param>
    /// <param name="mostFileBytes">No file it writes may be longer: the limit of the operating system.</param>
    public static CopyProcess Start(WorkerOrder order, string temporary, long? mostFileBytes = null)
    {
        string[] command = ["dotnet", typeof(CopyWorker).Assembly.Location, order.Write()];
        // The signal would end the process, where a full disk only fails a write.
        if (mostFileBytes is { } most) command = ["sh", "-c", $"trap '' XFSZ; ulimit -f {most / 512}; exec \"$@\"", "sh", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["TMPDIR"] = temporary,
                // The runtime's own sockets for debuggers lie in the temporary folder, and a killed process cannot remove them.
                ["DOTNET_EnableDiagnostics"] = "0",
                // Many short lives: what makes a long one faster only costs.
                ["DOTNET_TieredPGO"] = "0",
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_TC_CallCountingDelayMs"] = "20000",
                // The runtime would keep its code in a file of gigabytes, which a limit on files forbids.
                ["DOTNET_EnableWriteXorExecute"] = "0",
            },
        };
        return new CopyProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it stops.</summary>
    /// <returns>Where; null when it came to its end.</returns>
    public async Task<StopPoint?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (line?.Split(' ', 3) is ["at", var occurrence, var phase]) return new StopPoint(phase, int.Parse(occurrence));
        await process.WaitForExitAsync(patience.Token);
        if (line?.Split(' ', 2) is not ["ended", var end]) throw new InvalidOperationException($"The worker ended with code {process.ExitCode}: {Errors}");
        End = JsonSerializer.Deserialize<WorkerEnd>(end);
        return null;
    }

    /// <summary>Waits until it stops where it should.</summary>
    public async Task ReachAsync(StopPoint point)
    {
        if (await NextAsync() is not { } at) throw new InvalidOperationException($"The worker came to its end, and never to '{point}'. {Errors}");
        Assert.Equal(point, at);
    }

    /// <summary>Lets it go on from where it stopped.</summary>
    public void GoOn() => process.StandardInput.WriteLine();

    /// <summary>Waits for its end; it must not stop any more.</summary>
    public async Task<WorkerEnd> EndAsync()
    {
        Assert.Null(await NextAsync());
        return End!;
    }

    /// <summary>Kills it with SIGKILL: no handler, no finally, no flush.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(Killed, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (errors) return errors.ToString();
        }
    }
}

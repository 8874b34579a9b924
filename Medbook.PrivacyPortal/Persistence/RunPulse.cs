using System.Data.Common;
using Medbook.PrivacyPortal.Domain.Runs;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// The signs of life of whoever does a run: with each progress, at most one a second, and by itself while a long query or a
/// slow disk says nothing. When the run was called off or taken over, <see cref="Token"/> stops the work.
/// </summary>
public sealed class RunPulse : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<PortalDb> dbs;
    private readonly Run run;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Task beating;
    private RunProgress progress;
    private DateTimeOffset beatAt;

    /// <summary>Begins to beat.</summary>
    /// <param name="dbs">Gives each beat a context of its own.</param>
    /// <param name="run">The run as it was claimed.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Stops the work as well.</param>
    public RunPulse(IDbContextFactory<PortalDb> dbs, Run run, TimeProvider clock, CancellationToken ct)
    {
        (this.dbs, this.run, this.clock) = (dbs, run, clock);
        beatAt = clock.GetUtcNow();
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        beating = BeatInSilenceAsync();
    }

    /// <summary>Stops the work when there is no use in going on.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>What the last beat learned.</summary>
    public Heartbeat Heard { get; private set; } = Heartbeat.GoOn;

    /// <summary>Tells how far the work is.</summary>
    /// <exception cref="OperationCanceledException">There is no use in going on.</exception>
    public async ValueTask TellAsync(RunProgress now)
    {
        await oneAtATime.WaitAsync(Token);
        try
        {
            progress = now;
            if (clock.GetUtcNow() - beatAt >= Pace) await BeatAsync();
        }
        finally
        {
            oneAtATime.Release();
        }
        Token.ThrowIfCancellationRequested();
    }

    /// <summary>The last beat, right before the end is written.</summary>
    /// <exception cref="OperationCanceledException">The end must not be written.</exception>
    public async Task EndAsync()
    {
        await oneAtATime.WaitAsync(Token);
        try
        {
            await BeatAsync();
        }
        finally
        {
            oneAtATime.Release();
        }
        Token.ThrowIfCancellationRequested();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
        oneAtATime.Dispose();
    }

    private async Task BeatInSilenceAsync()
    {
        using var timer = new PeriodicTimer(Silence, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(Token))
            {
                await oneAtATime.WaitAsync(Token);
                try
                {
                    if (clock.GetUtcNow() - beatAt >= Pace) await BeatAsync();
                }
                finally
                {
                    oneAtATime.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    private async Task BeatAsync()
    {
        beatAt = clock.GetUtcNow();
        try
        {
            Heard = await RunQueue.BeatAsync(dbs, run, progress, beatAt, CancellationToken.None);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException })
        {
            // One beat is missed. The lease lasts longer than many of them, and what ends a run asks for the fence again.
            return;
        }
        if (Heard != Heartbeat.GoOn) await stop.CancelAsync();
    }
}

using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>
/// Saves what is typed after each pause, one save after the other, so that no older text arrives after a newer one.
/// What could not be saved is kept and tried again with the next change.
/// </summary>
/// <typeparam name="T">What is saved; a value of its own for each change.</typeparam>
/// <param name="save">Saves, and says when (UTC).</param>
/// <param name="clock">Measures the pause.</param>
/// <param name="onPage">Runs on the page's own thread, and draws it again.</param>
/// <param name="broken">Told about an accident, after which the text is still there.</param>
public sealed class Keeper<T>(
    Func<T, Task<Result<DateTimeOffset>>> save, TimeProvider clock, Func<Func<Task>, Task> onPage, Action<Exception> broken) : IAsyncDisposable
    where T : class
{
    /// <summary>How long nobody types before it is saved.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);

    private readonly SemaphoreSlim turn = new(1, 1);
    private ITimer? timer;
    private T? pending;

    /// <summary>When it was saved last (UTC); null as long as it was not.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why the last save was not taken; null where it was.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Whether everything that was written is saved.</summary>
    public bool IsSaved => pending is null;

    /// <summary>Saves this after a pause, unless more comes.</summary>
    public void Later(T content)
    {
        pending = content;
        timer ??= clock.CreateTimer(_ => _ = onPage(NowAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Saves what is waiting now.</summary>
    public async Task NowAsync()
    {
        await turn.WaitAsync();
        try
        {
            while (pending is { } content)
            {
                var saved = await save(content);
                Problem = saved.Problem;
                if (!saved.IsOk) return;
                SavedAt = saved.Value;
                // More may have been typed meanwhile.
                if (ReferenceEquals(pending, content)) pending = null;
            }
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            broken(accident);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Forgets what is waiting: it was thrown away, or sent.</summary>
    public void Forget() => (pending, SavedAt) = (null, null);

    /// <summary>Stops waiting; what is waiting is saved first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
        await NowAsync();
        turn.Dispose();
    }
}

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Waits for what another thread is about to do.</summary>
public static class Waiting
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1), Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until something is so; fails where it never is.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="atMost">How long it may take; a minute unless said otherwise.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan? atMost = null)
    {
        using var late = new CancellationTokenSource(atMost ?? Usual);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"It was not so within {(atMost ?? Usual).TotalSeconds} seconds.");
            await Task.Delay(Look);
        }
    }
}

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Waits for what another thread is about to do.</summary>
public static class Waiting
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1), Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until something is so; fails where it never is.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(AtMost);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"It was not so within {AtMost.TotalSeconds} seconds.");
            await Task.Delay(Look);
        }
    }
}

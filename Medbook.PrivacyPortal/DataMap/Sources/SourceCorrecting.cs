namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One correcting in a source: each value changes on its own, only if the record is the person's and holds what was shown.</summary>
/// <remarks>GDPR 16. Every method throws <see cref="SourceFailedException"/> where the source fails; the same call may be made again.</remarks>
public abstract class SourceCorrecting : IAsyncDisposable
{
    private protected SourceCorrecting() { }

    /// <summary>Changes one value. Whoever does it again finds it as proposed.</summary>
    /// <param name="change">The value, what it should be, and what it has to be before.</param>
    /// <param name="ct">Cancels before it is done.</param>
    /// <returns>What became of it.</returns>
    public abstract Task<CellOutcome> ChangeAsync(CellChange change, CancellationToken ct);

    /// <summary>Ends the correcting.</summary>
    public abstract ValueTask DisposeAsync();
}

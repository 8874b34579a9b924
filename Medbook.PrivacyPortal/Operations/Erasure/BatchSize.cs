namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// How many rows go in one transaction. Who writes into the source waits for it: no more than a quarter of a second, so it is aimed at
/// much less, and the size follows what the batches before took.
/// </summary>
internal sealed class BatchSize(int first, int most)
{
    /// <summary>How long others may be kept from writing.</summary>
    public static readonly TimeSpan MostLock = TimeSpan.FromMilliseconds(250);

    private const int Fewest = 50;

    private static readonly TimeSpan Aim = MostLock / 2.5;

    /// <summary>Rows of the next batch.</summary>
    public int Rows { get; private set; } = first;

    /// <summary>The longest that others were kept from writing.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>A batch is done.</summary>
    /// <param name="rows">How many rows it had.</param>
    /// <param name="locked">How long others were kept from writing.</param>
    public void Took(int rows, TimeSpan locked)
    {
        if (locked > Longest) Longest = locked;
        // A small batch says little about a large one: it never grows by more than double.
        if (locked < Aim / 2 && rows >= Rows / 2) Rows = Math.Min(most, Rows * 2);
        else if (locked > Aim) Rows = Math.Clamp((int)(rows * (Aim / locked)), Math.Min(Fewest, most), Rows);
    }
}

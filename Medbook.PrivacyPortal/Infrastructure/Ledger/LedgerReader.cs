namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// Reads the ledger from its beginning, line by line, and stops at the first that does not fit. Memory stays at a few lines,
/// however long the ledger is.
/// </summary>
internal sealed class LedgerReader : IDisposable
{
    private readonly FileStream file;
    private readonly LedgerKey.Secrets key;
    private readonly byte[] buffer = new byte[2 * (LedgerFormat.MostBytes + 1)];
    private readonly LedgerName[] names = new LedgerName[LedgerFormat.MostNames];
    private int from, to, count;
    private LedgerLine line;

    public LedgerReader(FileStream file, LedgerKey.Secrets key) => (this.file, this.key) = (file, key);

    /// <summary>The line that was read.</summary>
    public LedgerLine Line => line;

    /// <summary>The records it names.</summary>
    public ReadOnlySpan<LedgerName> Names => names.AsSpan(0, count);

    /// <summary>The number of the last line that fits.</summary>
    public long Number { get; private set; }

    /// <summary>The hash of the last line that fits.</summary>
    public LedgerName Hash { get; private set; }

    /// <summary>Where the last line that fits ends in the file.</summary>
    public long End { get; private set; }

    /// <summary>Why the next line does not fit.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>Whether bytes without an end of line follow the last line.</summary>
    public bool HasTornTail { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>False at the end, and at a line that does not fit.</returns>
    public bool Read()
    {
        if (Fault is not null || Next() is not { } length) return false;
        var text = buffer.AsSpan(from, length);
        Fault = LedgerFormat.Read(text, key, names, out line, out count)
            ?? (line.Number != Number + 1 ? LedgerFault.OutOfOrder : line.Before != Hash ? LedgerFault.OtherLineBefore : null);
        if (Fault is not null) return false;
        (Number, Hash, End) = (line.Number, LedgerFormat.HashOf(text), End + length + 1);
        from += length + 1;
        return true;
    }

    public void Dispose() => file.Dispose();

    /// <returns>The length of the next line; null where there is none, or where it is too long to be one.</returns>
    private int? Next()
    {
        while (true)
        {
            var length = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (length >= 0) return length;
            if (to - from > LedgerFormat.MostBytes)
            {
                Fault = LedgerFault.NoLine;
                return null;
            }
            buffer.AsSpan(from, to - from).CopyTo(buffer);
            (from, to) = (0, to - from);
            var read = file.Read(buffer.AsSpan(to));
            if (read == 0)
            {
                HasTornTail = to > 0;
                return null;
            }
            to += read;
        }
    }
}

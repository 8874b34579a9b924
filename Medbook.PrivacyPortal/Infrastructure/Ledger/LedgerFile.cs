namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// The ledger's file while one process adds to it. What a kill or a power cut left behind the last line that was answered is cut
/// first: nobody was told that it is destroyed. What was answered is never cut.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly FileStream file;
    private readonly MemoryStream added = new();
    private readonly LedgerKey.Secrets key;
    private readonly LedgerHead head;
    private long number;
    private LedgerName hash;

    /// <exception cref="LedgerBrokenException">Lines that were answered are not there, or are not what was written.</exception>
    public LedgerFile(string path, LedgerKey.Secrets key, LedgerHead head)
    {
        (this.key, this.head) = (key, head);
        file = Open(path);
        try
        {
            SeekToEnd();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the ledger to be read, while others may add to it.</summary>
    public static FileStream OpenRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    /// <summary>Adds a line; it is written by <see cref="Commit"/>.</summary>
    public void Add(DateTimeOffset now, Destruction destruction, ReadOnlySpan<LedgerName> names)
    {
        var text = LedgerFormat.Write(new LedgerLine(++number, now, hash, destruction.Run, destruction.Source, destruction.Dataset), names, key);
        hash = LedgerFormat.HashOf(text);
        added.Write(text);
        added.WriteByte((byte)'\n');
    }

    /// <summary>Writes what was added through to the disk, and then the head.</summary>
    public LedgerPlace Commit()
    {
        var place = new LedgerPlace(number, hash.ToString());
        if (added.Length == 0) return place;
        file.Write(added.GetBuffer().AsSpan(0, (int)added.Length));
        file.Flush(flushToDisk: true);
        head.Write(place, key);
        return place;
    }

    public void Dispose() => file.Dispose();

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private void SeekToEnd()
    {
        var (answered, fault) = head.Read(key);
        if (fault is { } wrong) throw new LedgerBrokenException(wrong, number + 1);
        if (answered is not null && LastLine() is { } last && last.Number == answered.Number && last.Hash.ToString() == answered.Hash)
        {
            (number, hash) = last;
            file.Position = file.Length;
            return;
        }
        ReadWhole(answered);
    }

    // The usual case: the last line is the one that was answered last, and nothing follows it. Then nothing else is read.
    private (long Number, LedgerName Hash)? LastLine()
    {
        var bytes = new byte[Math.Min(file.Length, LedgerFormat.MostBytes + 2)];
        file.Position = file.Length - bytes.Length;
        file.ReadExactly(bytes);
        if (bytes is not [.., (byte)'\n']) return null;
        var text = bytes.AsSpan(..^1);
        text = text[(text.LastIndexOf((byte)'\n') + 1)..];
        return LedgerFormat.Read(text, key, new LedgerName[LedgerFormat.MostNames], out var line, out _) is null ? (line.Number, LedgerFormat.HashOf(text)) : null;
    }

    private void ReadWhole(LedgerPlace? answered)
    {
        file.Position = 0;
        var reader = new LedgerReader(file, key);
        var isKnown = answered is null || answered.Number == 0;
        while (reader.Read()) isKnown |= reader.Number == answered?.Number && reader.Hash.ToString() == answered!.Hash;
        if (!isKnown) throw new LedgerBrokenException(reader.Fault ?? LedgerFault.EndMissing, reader.Number + 1);
        // Without a head nobody knows what was answered: only bytes without an end of line are certain to be no line.
        if (answered is null && reader.Fault is { } wrong) throw new LedgerBrokenException(wrong, reader.Number + 1);
        (number, hash) = (reader.Number, reader.Hash);
        file.SetLength(reader.End);
        file.Position = reader.End;
    }
}

using System.Buffers;
using System.Text;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// Rows between the reading of the sources and the release, in a file of the vault: for each its length, the person's place, the kind of
/// record and the coarse values. No pseudonym, no key of a person or of a record.
/// </summary>
internal sealed class StagedRowWriter(Stream target) : IDisposable
{
    private readonly BinaryWriter file = new(target, Encoding.UTF8, leaveOpen: true);
    private readonly MemoryStream bytes = new();
    private BinaryWriter? row;

    /// <summary>Writes one row.</summary>
    /// <param name="person">Place of the person.</param>
    /// <param name="part">Which kind of record.</param>
    /// <param name="values">The coarse values.</param>
    public void Write(int person, int part, ReadOnlySpan<string?> values)
    {
        row ??= new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true);
        bytes.SetLength(0);
        row.Write7BitEncodedInt(person);
        row.Write7BitEncodedInt(part);
        foreach (var value in values)
        {
            row.Write(value is not null);
            if (value is not null) row.Write(value);
        }
        row.Flush();
        file.Write7BitEncodedInt((int)bytes.Length);
        file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public void Dispose()
    {
        row?.Dispose();
        bytes.Dispose();
        file.Dispose();
    }
}

/// <summary>Reads rows of one kind of record; those of other kinds are passed over.</summary>
/// <param name="source">The file, which is read to its end.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="part">Which kind of record.</param>
/// <param name="fields">How many values a row has.</param>
internal sealed class StagedRowReader(Stream source, long length, int part, int fields) : IDisposable
{
    private readonly BinaryReader file = new(new BufferedStream(source, 64 * 1024), Encoding.UTF8);
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);
    private long at;

    /// <summary>Place of the person whose row was read.</summary>
    public int Person { get; private set; }

    /// <summary>The values of the row that was read; the next one overwrites them.</summary>
    public string?[] Values { get; } = new string?[fields];

    /// <summary>Reads the next row.</summary>
    /// <param name="isWanted">Whether the rows of a person are wanted; those of others are passed over.</param>
    /// <returns>Whether there was one.</returns>
    public bool Read(Func<int, bool> isWanted)
    {
        while (at < length)
        {
            var size = file.Read7BitEncodedInt();
            at += size + BytesOf(size);
            if (bytes.Length < size) Grow(size);
            file.BaseStream.ReadExactly(bytes, 0, size);
            using var row = new BinaryReader(new MemoryStream(bytes, 0, size, writable: false), Encoding.UTF8);
            Person = row.Read7BitEncodedInt();
            if (row.Read7BitEncodedInt() != part || !isWanted(Person)) continue;
            for (var i = 0; i < fields; i++) Values[i] = row.ReadBoolean() ? row.ReadString() : null;
            return true;
        }
        return false;
    }

    public void Dispose()
    {
        file.Dispose();
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
    }

    private void Grow(int size)
    {
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = ArrayPool<byte>.Shared.Rent(size);
    }

    // How many bytes the length itself takes.
    private static int BytesOf(int number)
    {
        var count = 1;
        for (var rest = (uint)number >> 7; rest > 0; rest >>= 7) count++;
        return count;
    }
}

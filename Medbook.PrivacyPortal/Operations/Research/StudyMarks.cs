using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Operations.Research;

/// <summary>
/// What the key of a study makes: the pseudonym of a person, the same in every extract of the study and in no other study, and the mark of a
/// class of people that cannot be told apart. HMAC-SHA256, cut to 128 bits; without the key neither leads back.
/// </summary>
/// <remarks>Not for two threads at once.</remarks>
internal sealed class StudyMarks(byte[] key) : IDisposable
{
    private const byte Person = 1, Class = 2;

    /// <summary>The pseudonym as a number, in whose order people stand in an extract.</summary>
    public UInt128 MarkOf(SubjectKey subject)
    {
        Span<byte> text = stackalloc byte[17];
        text[0] = Person;
        subject.Value.TryWriteBytes(text[1..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The pseudonym: 32 hexadecimal digits.</summary>
    public string PseudonymOf(SubjectKey subject) => MarkOf(subject).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The mark of everything that could tell a person apart: for each kind of record the different combinations, sorted.</summary>
    public string ClassOf(IEnumerable<IReadOnlyCollection<string>> combinations)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData([Class]);
        foreach (var kind in combinations)
        {
            Append(hash, kind.Count);
            foreach (var combination in kind)
            {
                var bytes = Encoding.UTF8.GetBytes(combination);
                Append(hash, bytes.Length);
                hash.AppendData(bytes);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    // The number stands before what is counted, so that no two lists read alike.
    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

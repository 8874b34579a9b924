using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// The ledger's key: <c>ledger.key</c> in <c>KeyFolder</c>, 32 bytes, made with the first line and never replaced, because with
/// another one no record would be recognised again. No master key wraps it: it must open when everything else is lost.
/// </summary>
public sealed class LedgerKey(PortalSettings settings)
{
    private readonly Lock making = new();
    private Secrets? opened;

    private string FilePath => Path.Combine(settings.KeyFolder!, "ledger.key");

    /// <summary>Whether the key is there; false before the first line was written.</summary>
    public bool IsThere => opened is not null || File.Exists(FilePath);

    /// <summary>Opens the key.</summary>
    /// <param name="mayMake">Whether one is made where there is none: only while the ledger has no line.</param>
    /// <exception cref="LedgerKeyMissingException">There is none, and none may be made.</exception>
    /// <exception cref="LedgerUnavailableException">It cannot be read or made.</exception>
    internal Secrets Open(bool mayMake)
    {
        lock (making)
        {
            if (opened is not null) return opened;
            if (!mayMake && !File.Exists(FilePath)) throw new LedgerKeyMissingException();
            try
            {
                var key = KeyFile.ReadOrMake(FilePath);
                opened = new Secrets(Derive(key, "records"), Derive(key, "lines"));
                CryptographicOperations.ZeroMemory(key);
                return opened;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new LedgerUnavailableException("The key of the ledger (ledger.key in KeyFolder) cannot be read or written, or is no key.");
            }
        }
    }

    private static byte[] Derive(byte[] key, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, LedgerName.Bytes, info: Encoding.UTF8.GetBytes($"medbook ledger 1|{use}"));

    /// <summary>What is derived from the key: one for the names of records, one for the tags of lines.</summary>
    internal sealed class Secrets(byte[] names, byte[] tags)
    {
        /// <summary>The name of a record. Lengths stand before the parts, so that no two records share their bytes.</summary>
        public LedgerName NameOf(string source, string dataset, string record)
        {
            var text = Encoding.UTF8.GetBytes($"{source.Length}:{source}{dataset.Length}:{dataset}{record}");
            Span<byte> hash = stackalloc byte[LedgerName.Bytes];
            HMACSHA256.HashData(names, text, hash);
            return LedgerName.Of(hash);
        }

        /// <summary>The names of records of a dataset, as <see cref="NameOf"/> gives each.</summary>
        public LedgerName[] NamesOf(string source, string dataset, IReadOnlyCollection<string> records)
        {
            // The key is worked in once, and not for each of many records.
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, names);
            var prefix = Encoding.UTF8.GetBytes($"{source.Length}:{source}{dataset.Length}:{dataset}");
            Span<byte> hash = stackalloc byte[LedgerName.Bytes];
            var (named, at) = (new LedgerName[records.Count], 0);
            foreach (var record in records)
            {
                hmac.AppendData(prefix);
                hmac.AppendData(Encoding.UTF8.GetBytes(record));
                hmac.GetHashAndReset(hash);
                named[at++] = LedgerName.Of(hash);
            }
            return named;
        }

        /// <summary>The tag of a line, or of the head.</summary>
        public void Tag(ReadOnlySpan<byte> text, Span<byte> tag) => HMACSHA256.HashData(tags, text, tag);
    }
}

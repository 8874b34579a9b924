using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// The last line that was answered, in a file beside the keys (<c>ledger.head</c> in <c>KeyFolder</c>): whoever takes lines off the
/// end of the ledger, or puts an older copy in its place, is found although the rest is genuine. It may be behind by what a kill
/// left between the two files, never ahead.
/// </summary>
internal sealed class LedgerHead(PortalSettings settings)
{
    private string FilePath => Path.Combine(settings.KeyFolder!, "ledger.head");

    public bool IsThere => File.Exists(FilePath);

    /// <summary>Reads it.</summary>
    /// <returns>Null where there is none; a fault where it is not what was written.</returns>
    public (LedgerPlace? Place, LedgerFault? Fault) Read(LedgerKey.Secrets key)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(FilePath));
            return stored is not null && stored.Tag == TagOf(stored.Number, stored.Hash, key) ? (new(stored.Number, stored.Hash), null) : (null, LedgerFault.OtherHead);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (JsonException)
        {
            return (null, LedgerFault.OtherHead);
        }
    }

    /// <summary>Writes it through to the disk and puts it in the place of the one before.</summary>
    public void Write(LedgerPlace place, LedgerKey.Secrets key)
    {
        var next = FilePath + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(next, options))
        {
            JsonSerializer.Serialize(file, new Stored(place.Hash, place.Number, TagOf(place.Number, place.Hash, key)));
            file.Flush(flushToDisk: true);
        }
        File.Move(next, FilePath, overwrite: true);
    }

    private static string TagOf(long number, string hash, LedgerKey.Secrets key)
    {
        Span<byte> tag = stackalloc byte[LedgerName.Bytes];
        key.Tag(Encoding.UTF8.GetBytes($"head|{number}|{hash}"), tag);
        return Base64Url.EncodeToString(tag);
    }

    private sealed record Stored(
        [property: JsonPropertyName("hash")] string Hash, [property: JsonPropertyName("n")] long Number, [property: JsonPropertyName("tag")] string Tag);
}

using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>What people may send, from the keys under <c>Uploads</c>.</summary>
/// <param name="FileMiB">Most MiB one file may have, as it comes; 10 unless said otherwise.</param>
public sealed record UploadSettings(int FileMiB)
{
    private const int MostFileMiB = 100;

    /// <summary>Most bytes one file may have.</summary>
    public long FileBytes => FileMiB * 1024L * 1024L;

    /// <summary>Reads the keys under <c>Uploads</c>; nothing is checked yet.</summary>
    public static UploadSettings Read(IConfiguration configuration)
    {
        var uploads = configuration.GetSection("Uploads");
        return new(Number("FileMiB", 10));

        int Number(string key, int otherwise) =>
            uploads[key] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (FileMiB is < 1 or > MostFileMiB) yield return $"Uploads:FileMiB is no such number. Write a number of MiB from 1 to {MostFileMiB}.";
    }
}

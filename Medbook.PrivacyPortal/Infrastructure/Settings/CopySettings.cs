using System.Globalization;
using System.IO.Compression;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How copies are made and kept, from the keys under <c>Copies</c>.</summary>
/// <param name="KeepDays">Days a copy can be downloaded; 7 unless said otherwise.</param>
/// <param name="AtOnce">How many are made at once on one instance; the rest wait. 1 unless said otherwise.</param>
/// <param name="Compression">How much work goes into making files smaller; null where the setting is no known word.</param>
public sealed record CopySettings(int KeepDays, int AtOnce, CompressionLevel? Compression)
{
    private const int MostDays = 90, MostAtOnce = 16;

    /// <summary>How long a copy can be downloaded.</summary>
    public TimeSpan Keep => TimeSpan.FromDays(KeepDays);

    /// <summary>Reads the keys under <c>Copies</c>; nothing is checked yet.</summary>
    public static CopySettings Read(IConfiguration configuration)
    {
        var copies = configuration.GetSection("Copies");
        return new(Number("KeepDays", 7), Number("AtOnce", 1), copies["Compression"]?.ToLowerInvariant() switch
        {
            null or "" or "fastest" => CompressionLevel.Fastest,
            "optimal" => CompressionLevel.Optimal,
            "none" => CompressionLevel.NoCompression,
            _ => null,
        });

        int Number(string key, int otherwise) =>
            copies[key] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (KeepDays is < 1 or > MostDays) yield return $"Copies:KeepDays is no such number. Write a number of days from 1 to {MostDays}.";
        if (AtOnce is < 1 or > MostAtOnce) yield return $"Copies:AtOnce is no such number. Write a number from 1 to {MostAtOnce}.";
        if (Compression is null) yield return "Copies:Compression is no known word. Write 'fastest', 'optimal' or 'none'.";
    }
}

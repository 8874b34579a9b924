using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How erasures are carried out, from the keys under <c>Erasure</c>.</summary>
/// <param name="FourEyesFrom">From how many records on a second officer approves the plan, too; 1,000 unless said otherwise.</param>
public sealed record ErasureSettings(int FourEyesFrom)
{
    /// <summary>Reads the keys under <c>Erasure</c>; nothing is checked yet.</summary>
    public static ErasureSettings Read(IConfiguration configuration)
    {
        var text = configuration["Erasure:FourEyesFrom"];
        return new(text is not { Length: > 0 } ? 1000 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (FourEyesFrom < 1) yield return "Erasure:FourEyesFrom is no such number. Write a number of records of at least 1: from there on a second officer approves.";
    }
}

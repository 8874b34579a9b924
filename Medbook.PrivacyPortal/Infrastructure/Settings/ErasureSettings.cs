using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How erasures are carried out, from the keys under <c>Erasure</c>.</summary>
/// <param name="FourEyesFrom">From how many records on a second officer approves the plan, too; 1,000 unless said otherwise.</param>
/// <param name="UnusedMonths">After how many months without a sign-in an account counts as unused; 36 unless said otherwise (choice: the policy says nothing).</param>
public sealed record ErasureSettings(int FourEyesFrom, int UnusedMonths)
{
    /// <summary>Reads the keys under <c>Erasure</c>; nothing is checked yet.</summary>
    public static ErasureSettings Read(IConfiguration configuration)
    {
        return new(Number("Erasure:FourEyesFrom", 1000), Number("Erasure:UnusedMonths", 36));

        int Number(string key, int otherwise) =>
            configuration[key] is not { Length: > 0 } text ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (FourEyesFrom < 1) yield return "Erasure:FourEyesFrom is no such number. Write a number of records of at least 1: from there on a second officer approves.";
        if (UnusedMonths is < 12 or > 54) yield return "Erasure:UnusedMonths is no such number. Write 12 to 54 months without a sign-in: what is older the audit log no longer tells.";
    }
}

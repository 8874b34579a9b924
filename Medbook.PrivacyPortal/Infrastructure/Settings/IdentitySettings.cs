using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How identity is asked about, from the keys under <c>Identity</c>.</summary>
/// <param name="AlwaysAsk">Whether every request is answered with a question about identity; false unless said otherwise, null where the setting is no known word.</param>
/// <param name="LapseDays">Days a question waits for its answer, and an answer for its verdict; 14 unless said otherwise.</param>
public sealed record IdentitySettings(bool? AlwaysAsk, int LapseDays)
{
    private const int MostDays = 60;

    /// <summary>How long a question waits, and what was sent with its answer.</summary>
    public TimeSpan Lifetime => TimeSpan.FromDays(LapseDays);

    /// <summary>Reads the keys under <c>Identity</c>; nothing is checked yet.</summary>
    public static IdentitySettings Read(IConfiguration configuration)
    {
        var identity = configuration.GetSection("Identity");
        var always = identity["AlwaysAsk"];
        return new(
            string.IsNullOrEmpty(always) ? false : bool.TryParse(always, out var on) ? on : null,
            identity["LapseDays"] is not { Length: > 0 } text ? 14
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0);
    }

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (AlwaysAsk is null) yield return "Identity:AlwaysAsk is no known word. Write 'true' or 'false'.";
        if (LapseDays is < 1 or > MostDays) yield return $"Identity:LapseDays is no such number. Write a number of days from 1 to {MostDays}.";
    }

    /// <summary>What is allowed and unwise, one sentence each.</summary>
    /// <remarks>GDPR 5(1)(c), 12(6); EDPB Guidelines 01/2022, 58-79.</remarks>
    public IEnumerable<string> Warnings()
    {
        if (AlwaysAsk == true)
        {
            yield return "Identity:AlwaysAsk is on: everybody who asks anything gets a question about identity. "
                + "The law allows one only where there is reasonable doubt (GDPR 12(6)); the EDPB and the Belgian authority hold "
                + "a systematic copy of a card disproportionate (Guidelines 01/2022, 58-79). Turn it off unless you can show why.";
        }
    }
}

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>
/// A reasonable fee that an officer announced before any work; the person accepts it or drops the request. Never automatic, and never
/// without facts.
/// </summary>
/// <param name="Ground">Unfounded or excessive; no other ground carries a fee.</param>
/// <param name="Facts">The facts, as the person reads them.</param>
/// <param name="Euros">The amount in euros, two decimals.</param>
/// <param name="QuotedAt">When it was announced (UTC).</param>
/// <param name="AcceptedAt">When the person accepted it (UTC); null until then.</param>
/// <remarks>Rule M1; GDPR 12(5); policy 7.10.</remarks>
public sealed record FeeQuote(RefusalGround Ground, string Facts, decimal Euros, DateTimeOffset QuotedAt, DateTimeOffset? AcceptedAt)
{
    /// <summary>The most that a fee can be, in euros: it covers administrative costs, it is no price.</summary>
    public const decimal Most = 250m;

    /// <summary>Characters of its facts.</summary>
    public const int MaxFacts = 4_000;
}

/// <summary>When a request repeats another one so soon that it can be called excessive.</summary>
/// <remarks>Rule M1: a gap of a year or more is never excessive, and chasing an unanswered request is no repeat.</remarks>
public static class Repetition
{
    /// <summary>Whether a request can be called excessive at all.</summary>
    /// <param name="received">When it arrived.</param>
    /// <param name="earlierAnswered">When the last similar request arrived that had been answered by then; null where there is none.</param>
    public static bool CanBeExcessive(DateOnly received, DateOnly? earlierAnswered) =>
        earlierAnswered is { } earlier && earlier <= received && earlier.AddYears(1) > received;
}

using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>A gap that an officer knows of and leaves as it is, with a reason. It stays in the list.</summary>
/// <remarks>GDPR 5(2).</remarks>
public sealed class AcceptedGap : IAudited
{
    /// <summary>Most characters of the reason.</summary>
    public const int MaxReason = 2000;

    /// <summary>Most characters of a key.</summary>
    public const int MaxKey = 320;

    private AcceptedGap() { }

    /// <summary>Which finding.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Why it is left.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Account of the officer.</summary>
    public string By { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Accepts a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="reason">Why it is left.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The acceptance; or <see cref="GapNotAcceptable"/>, <see cref="GapReasonMissing"/>, <see cref="RegisterReasonTooLong"/>.</returns>
    public static Result<AcceptedGap> Of(LintFinding finding, string reason, string by, DateTimeOffset now) =>
        finding.Severity != LintSeverity.Gap ? new GapNotAcceptable()
        : string.IsNullOrWhiteSpace(reason) ? new GapReasonMissing()
        : reason.Trim().Length > MaxReason ? new RegisterReasonTooLong(MaxReason)
        : new AcceptedGap { Key = finding.Key, Reason = reason.Trim(), By = by, At = now };
}

/// <summary>What contradicts itself is mended, not accepted.</summary>
public sealed record GapNotAcceptable() : Problem("gap.not-acceptable");

/// <summary>A gap is left for a reason in words.</summary>
public sealed record GapReasonMissing() : Problem("gap.reason-missing");

namespace Medbook.PrivacyPortal.Domain.Breaches;

/// <summary>A breach is recorded with what happened.</summary>
public sealed record BreachWhatMissing() : Problem("breach.what-missing");

/// <summary>What was written is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record BreachWordsTooLong(int Limit) : Problem("breach.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A number of people or records is no less than none.</summary>
public sealed record BreachNumberUnfit() : Problem("breach.number-unfit");

/// <summary>Nobody becomes aware of a breach in the future.</summary>
public sealed record BreachNoticedAhead() : Problem("breach.noticed-ahead");

/// <summary>An assessment says which risk there is.</summary>
public sealed record BreachRiskMissing() : Problem("breach.risk-missing");

/// <summary>An assessment, a late notice and a decision against a notice have reasons.</summary>
public sealed record BreachReasonsMissing() : Problem("breach.reasons-missing");

/// <summary>A notice that comes after 72 hours says why.</summary>
/// <remarks>GDPR 33(1).</remarks>
public sealed record BreachLateReasonsMissing() : Problem("breach.late-reasons-missing");

/// <summary>Who has to be told follows from the risk, which is assessed first.</summary>
public sealed record BreachNotAssessed() : Problem("breach.not-assessed");

/// <summary>How somebody was told is written down.</summary>
public sealed record BreachHowMissing() : Problem("breach.how-missing");

/// <summary>A notice was given after the breach was noticed, and not in the future.</summary>
public sealed record BreachToldUnfit() : Problem("breach.told-unfit");

/// <summary>Where there is a risk, the authority is told.</summary>
/// <remarks>GDPR 33(1).</remarks>
public sealed record BreachNoticeNeeded() : Problem("breach.notice-needed");

/// <summary>It was settled already.</summary>
public sealed record BreachSettled() : Problem("breach.settled");

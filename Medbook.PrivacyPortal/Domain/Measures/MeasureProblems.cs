namespace Medbook.PrivacyPortal.Domain.Measures;

/// <summary>A measure has a name.</summary>
public sealed record MeasureTitleMissing() : Problem("measure.title-missing");

/// <summary>Somebody answers for a measure.</summary>
public sealed record MeasureOwnerMissing() : Problem("measure.owner-missing");

/// <summary>What was written is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record MeasureWordsTooLong(int Limit) : Problem("measure.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The months between two reviews are at least one, and not too many.</summary>
/// <param name="Limit">Most months.</param>
public sealed record MeasureMonthsUnfit(int Limit) : Problem("measure.months-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A review says what was found.</summary>
public sealed record MeasureFindingMissing() : Problem("measure.finding-missing");

/// <summary>A review says what was looked at.</summary>
public sealed record MeasureWordsMissing() : Problem("measure.words-missing");

/// <summary>The measure is no longer in use.</summary>
public sealed record MeasureEnded() : Problem("measure.ended");

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>Nothing, or nothing that fits together, was chosen to be held.</summary>
public sealed record HoldTargetMissing() : Problem("hold.target-missing");

/// <summary>A record is looked up at a person before it is held.</summary>
public sealed record HoldRecordWithoutPerson() : Problem("hold.record-without-person");

/// <summary>The person has no record of this key there.</summary>
public sealed record HoldRecordUnknown() : Problem("hold.record-unknown");

/// <summary>The key of the record is longer than a hold can name; the kind of record can be held.</summary>
public sealed record HoldRecordTooLong() : Problem("hold.record-too-long");

/// <summary>Records are held on a ground of the law.</summary>
public sealed record HoldGroundMissing() : Problem("hold.ground-missing");

/// <summary>A hold names who asks for it.</summary>
public sealed record HoldAuthorityMissing() : Problem("hold.authority-missing");

/// <summary>A hold says what it is about.</summary>
public sealed record HoldReferenceMissing() : Problem("hold.reference-missing");

/// <summary>A hold is kept on and released for a reason.</summary>
public sealed record HoldWordsMissing() : Problem("hold.words-missing");

/// <summary>What was written is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record HoldWordsTooLong(int Limit) : Problem("hold.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The next look at a hold lies ahead, and not further than it may.</summary>
/// <param name="Months">Months until the last day that can be chosen.</param>
public sealed record ReviewDayUnfit(int Months) : Problem("hold.review-day-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [Months];
}

/// <summary>The hold was released; it holds nothing any more.</summary>
public sealed record HoldReleased() : Problem("hold.released");

/// <summary>A hold on an officer's own data is a colleague's work.</summary>
public sealed record OwnHold() : Problem("hold.own");

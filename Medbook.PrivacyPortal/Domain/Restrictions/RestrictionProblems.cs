namespace Medbook.PrivacyPortal.Domain.Restrictions;

/// <summary>Nothing was chosen whose use is to be limited.</summary>
public sealed record RestrictionTargetMissing() : Problem("restriction.target-missing");

/// <summary>This request limits no use: it is of another kind, it was taken back, or it was refused.</summary>
public sealed record NothingToRestrict() : Problem("restriction.nothing");

/// <summary>After an objection that was granted the use has stopped for good.</summary>
public sealed record RestrictionPermanent() : Problem("restriction.permanent");

/// <summary>The person was told already on which day it ends.</summary>
public sealed record LiftAnnounced() : Problem("restriction.lift-announced");

/// <summary>A limit ends for a reason, which the person reads.</summary>
public sealed record LiftWordsMissing() : Problem("restriction.words-missing");

/// <summary>The reason is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record LiftWordsTooLong(int Limit) : Problem("restriction.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A limit ends after the person was told, and not long after.</summary>
/// <param name="Days">Days until the last day that can be chosen.</param>
public sealed record LiftDayUnfit(int Days) : Problem("restriction.lift-day-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [Days];
}

/// <summary>No mail reaches the person, so somebody has to have written to them.</summary>
public sealed record PersonNotTold() : Problem("restriction.person-not-told");

/// <summary>A limit on an officer's own data is a colleague's work.</summary>
public sealed record OwnRestriction() : Problem("restriction.own");

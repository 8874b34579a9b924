namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>Nobody reviews the copy they get themselves.</summary>
public sealed record OwnReview() : Problem("review.own");

/// <summary>The review was finished; its texts are judged anew with the person's next copy.</summary>
public sealed record ReviewFinished() : Problem("review.finished");

/// <summary>A review is finished once every text has a verdict.</summary>
/// <param name="Count">How many have none.</param>
public sealed record TextsUnjudged(long Count) : Problem("review.texts-unjudged")
{
    /// <inheritdoc />
    public override object[] Arguments => [Count];
}

/// <summary>A text is held back only for a reason.</summary>
public sealed record HoldReasonMissing() : Problem("review.reason-missing");

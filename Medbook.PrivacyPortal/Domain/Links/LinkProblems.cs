namespace Medbook.PrivacyPortal.Domain.Links;

/// <summary>An officer's own links are another officer's work.</summary>
public sealed record OwnLink() : Problem("link.own");

/// <summary>A person is linked there already; that one is unlinked first.</summary>
public sealed record AlreadyLinked() : Problem("link.already");

/// <summary>Nobody is linked there.</summary>
public sealed record NotLinked() : Problem("link.none");

/// <summary>Another data subject is linked to this person of the source.</summary>
public sealed record PersonTaken() : Problem("link.taken");

/// <summary>The source knows nobody of this key.</summary>
public sealed record PersonUnknown() : Problem("link.person-unknown");

/// <summary>Nobody was chosen to be linked.</summary>
public sealed record NobodyChosen() : Problem("link.nobody-chosen");

/// <summary>A link is made and undone with a reason.</summary>
public sealed record LinkReasonMissing() : Problem("link.reason-missing");

/// <summary>The reason is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record LinkReasonTooLong(int Limit) : Problem("link.reason-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>Too little was typed to look for somebody.</summary>
/// <param name="Least">Fewest characters.</param>
public sealed record SearchTooShort(int Least) : Problem("subject.search-too-short")
{
    /// <inheritdoc />
    public override object[] Arguments => [Least];
}

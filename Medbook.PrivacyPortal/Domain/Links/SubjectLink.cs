using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Links;

/// <summary>What came of looking for a person in one source by their verified address.</summary>
public enum LinkOutcome
{
    /// <summary>No person in the source has this verified address; it is tried again at the next sign-in.</summary>
    NoMatch,
    /// <summary>Exactly one person has it; their key is stored and the address is never tried again.</summary>
    Linked,
    /// <summary>Several persons have it; none is linked, an officer decides.</summary>
    SeveralMatches,
    /// <summary>One person has it, and is linked to another account already; an officer decides.</summary>
    TakenByAnother,
    /// <summary>An officer unlinked the person; the portal tries no address again by itself, an officer may link anew.</summary>
    Unlinked,
}

/// <summary>The link between a data subject and one person of one source.</summary>
/// <remarks>
/// A verified address is tried at confirmation and at each sign-in until a key is stored, and never again after that:
/// a later change of address, here or there, does not move the link. What an officer linked or unlinked stays, too.
/// </remarks>
public sealed class SubjectLink
{
    private SubjectLink() { }

    /// <summary>The data subject.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Name of the source in the data map.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Which identity of the source and its key, in the map's own form (<c>members:42</c>); null until linked.</summary>
    public string? PersonKey { get; private set; }

    /// <summary>What the last try found.</summary>
    public LinkOutcome Outcome { get; private set; }

    /// <summary>When the last try was made, or an officer decided (UTC).</summary>
    public DateTimeOffset TriedAt { get; private set; }

    /// <summary>Changes with each change, so that two who change it at once are told apart.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether no address is tried any more.</summary>
    public bool IsSettled => Outcome is LinkOutcome.Linked or LinkOutcome.Unlinked;

    /// <summary>A link that nobody has tried yet.</summary>
    public static SubjectLink Untried(SubjectKey subject, string source) =>
        new() { Subject = subject, Source = source, Outcome = LinkOutcome.NoMatch };

    /// <summary>Takes what the source answered. A link once made, and one an officer undid, stays as it is.</summary>
    /// <param name="personKeys">Keys of the persons with the verified address; two tell that it is not one person's.</param>
    /// <param name="isTaken">Whether another data subject is linked to that one person already.</param>
    /// <param name="now">When it was asked (UTC).</param>
    public void Record(IReadOnlyCollection<string> personKeys, bool isTaken, DateTimeOffset now)
    {
        if (IsSettled) return;
        (TriedAt, Revision) = (now, Guid.NewGuid());
        Outcome = personKeys.Count switch
        {
            0 => LinkOutcome.NoMatch,
            1 => isTaken ? LinkOutcome.TakenByAnother : LinkOutcome.Linked,
            _ => LinkOutcome.SeveralMatches,
        };
        PersonKey = Outcome == LinkOutcome.Linked ? personKeys.Single() : null;
    }

    /// <summary>
    /// The source no longer has the person, because they were erased there. The key is forgotten: a source may give it to somebody else.
    /// An address is tried again, so that whoever comes back is found.
    /// </summary>
    public void Forget(DateTimeOffset now) => (Outcome, PersonKey, TriedAt, Revision) = (LinkOutcome.NoMatch, null, now, Guid.NewGuid());

    /// <summary>An officer links the person of a key.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="personKey">The key of a person whom the source knows.</param>
    /// <param name="isTaken">Whether another data subject is linked to that person.</param>
    /// <param name="reason">Why, in the officer's words.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>What is kept about it, or <see cref="OwnLink"/>, <see cref="LinkReasonMissing"/>, <see cref="LinkReasonTooLong"/>,
    /// <see cref="AlreadyLinked"/> or <see cref="PersonTaken"/>.</returns>
    public Result<LinkChange> LinkBy(Actor who, string personKey, bool isTaken, string reason, DateTimeOffset now)
    {
        if (WhyNotBy(who, reason) is { } problem) return problem;
        if (Outcome == LinkOutcome.Linked) return new AlreadyLinked();
        if (isTaken) return new PersonTaken();
        (Outcome, PersonKey, TriedAt, Revision) = (LinkOutcome.Linked, personKey, now, Guid.NewGuid());
        return LinkChange.Of(Subject, Source, personKey, LinkChangeKind.Linked, reason.Trim(), who, now);
    }

    /// <summary>An officer undoes the link.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="reason">Why, in the officer's words.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>What is kept about it, or <see cref="OwnLink"/>, <see cref="LinkReasonMissing"/>, <see cref="LinkReasonTooLong"/>
    /// or <see cref="NotLinked"/>.</returns>
    public Result<LinkChange> UnlinkBy(Actor who, string reason, DateTimeOffset now)
    {
        if (WhyNotBy(who, reason) is { } problem) return problem;
        if (PersonKey is not { } unlinked) return new NotLinked();
        (Outcome, PersonKey, TriedAt, Revision) = (LinkOutcome.Unlinked, null, now, Guid.NewGuid());
        return LinkChange.Of(Subject, Source, unlinked, LinkChangeKind.Unlinked, reason.Trim(), who, now);
    }

    // Nobody decides which data are their own: an officer would read another person's as a member.
    private Problem? WhyNotBy(Actor who, string reason) =>
        who.Subject == Subject ? new OwnLink()
        : string.IsNullOrWhiteSpace(reason) ? new LinkReasonMissing()
        : reason.Trim().Length > LinkChange.MaxReason ? new LinkReasonTooLong(LinkChange.MaxReason)
        : null;
}

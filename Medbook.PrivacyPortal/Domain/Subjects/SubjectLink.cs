namespace Medbook.PrivacyPortal.Domain.Subjects;

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
}

/// <summary>The link between a data subject and one person of one source.</summary>
/// <remarks>
/// A verified address is tried at confirmation and at each sign-in until a key is stored, and never again after that:
/// a later change of address, here or there, does not move the link.
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

    /// <summary>When the last try was made (UTC).</summary>
    public DateTimeOffset TriedAt { get; private set; }

    /// <summary>A link that nobody has tried yet.</summary>
    public static SubjectLink Untried(SubjectKey subject, string source) =>
        new() { Subject = subject, Source = source, Outcome = LinkOutcome.NoMatch };

    /// <summary>Takes what the source answered. A link once made stays as it is.</summary>
    /// <param name="personKeys">Keys of the persons with the verified address; two tell that it is not one person's.</param>
    /// <param name="isTaken">Whether another data subject is linked to that one person already.</param>
    /// <param name="now">When it was asked (UTC).</param>
    public void Record(IReadOnlyCollection<string> personKeys, bool isTaken, DateTimeOffset now)
    {
        if (Outcome == LinkOutcome.Linked) return;
        TriedAt = now;
        Outcome = personKeys.Count switch
        {
            0 => LinkOutcome.NoMatch,
            1 => isTaken ? LinkOutcome.TakenByAnother : LinkOutcome.Linked,
            _ => LinkOutcome.SeveralMatches,
        };
        PersonKey = Outcome == LinkOutcome.Linked ? personKeys.Single() : null;
    }
}

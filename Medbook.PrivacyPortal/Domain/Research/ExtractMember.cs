using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>One person of an extract: the portal's own key, and the class of people that cannot be told apart. No value of the person.</summary>
public sealed class ExtractMember
{
    private ExtractMember() { }

    /// <summary>The extract.</summary>
    public Guid Extract { get; private set; }

    /// <summary>The reading it was found in: <see cref="ResearchExtract.Reading"/> says which one counts.</summary>
    public int Reading { get; private set; }

    /// <summary>Its place among those of the reading, from 1, by pseudonym: the order says nothing of anybody.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Who.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Keyed hash of everything that could tell them apart; emptied once it was released.</summary>
    public string Class { get; private set; } = "";

    /// <summary>How many rows of theirs were read.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether they are in it.</summary>
    public MemberState State { get; private set; }

    /// <summary>A member that was read.</summary>
    public static ExtractMember Of(ResearchExtract extract, int ordinal, SubjectKey subject, string @class, long rows) =>
        new() { Extract = extract.Id, Reading = extract.Reading, Ordinal = ordinal, Subject = subject, Class = @class, Rows = rows };

    /// <summary>The person may not be in it any more, and nothing has left yet.</summary>
    public void Drop() => State = MemberState.Dropped;

    /// <summary>The person may not be in it any more, and the partner may have it.</summary>
    /// <returns>Whether the partner has to be told.</returns>
    public bool Remove()
    {
        if (State is not MemberState.In) return false;
        State = MemberState.Removed;
        return true;
    }
}

/// <summary>Whether somebody is in an extract. Stored by name, so names never change.</summary>
public enum MemberState
{
    /// <summary>Their data leaves, or left.</summary>
    In,
    /// <summary>Left out: too few people are like them.</summary>
    Suppressed,
    /// <summary>Left out: they withdrew, or their data may not be used, before it was released.</summary>
    Dropped,
    /// <summary>They withdrew after it was released: the partner removes them.</summary>
    Removed,
}

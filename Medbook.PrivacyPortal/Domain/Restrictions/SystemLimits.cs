using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Restrictions;

/// <summary>
/// What one system that is no database goes by about the use of one person's data: what it has to be told, and what it heard. One row for
/// each person of a system; what is told always takes the place of what was told before, so that a word that arrives twice or late does no harm.
/// </summary>
/// <remarks>
/// GDPR 18, 21. It goes with the person: it says who they are in a system. Its cause is audited, and what a system heard; a try in vain is not.
/// </remarks>
public sealed class SystemLimits
{
    private SystemLimits() { }

    /// <summary>Identifier; part of the idempotency key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose data.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Name of the source.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Who they are there; null once they were erased there, and nothing is told any more.</summary>
    public string? PersonKey { get; private set; }

    /// <summary>Activities for which none of their data may be used.</summary>
    public IReadOnlyList<string> Activities { get; private set; } = [];

    /// <summary>Tables of the system whose rows of theirs may be used for nothing.</summary>
    public IReadOnlyList<string> Tables { get; private set; } = [];

    /// <summary>The next day in Brussels on which a limit ends by itself; null where none does.</summary>
    public DateOnly? ChangesOn { get; private set; }

    /// <summary>Grows with each change; at least the milliseconds since 1970, so that it grows also after an older backup was restored.</summary>
    public long Said { get; private set; }

    /// <summary>The last <see cref="Said"/> that the system heard; 0 where it heard none.</summary>
    public long Heard { get; private set; }

    /// <summary>Since when it has to be told (UTC).</summary>
    public DateTimeOffset SaidAt { get; private set; }

    /// <summary>When it heard the last (UTC).</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>How often it was tried in vain since.</summary>
    public int Tries { get; private set; }

    /// <summary>When it is tried again at the earliest (UTC).</summary>
    public DateTimeOffset TryAfter { get; private set; }

    /// <summary>Changes with every change: of two who write at once the second is told.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether the system knows all there is to know.</summary>
    public bool IsHeard => Heard >= Said;

    /// <summary>Whether nothing is limited.</summary>
    public bool IsNothing => Activities.Count + Tables.Count == 0;

    /// <summary>What makes a message the same message, however often it is sent.</summary>
    public string IdempotencyKey => $"limits-{Id:n}-{Said}";

    /// <summary>A person of a system of whom nothing was said yet.</summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="personKey">Who they are there.</param>
    /// <param name="now">When (UTC).</param>
    public static SystemLimits Of(SubjectKey subject, string source, string personKey, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Subject = subject, Source = source, PersonKey = personKey, SaidAt = now, TryAfter = now, Revision = Guid.NewGuid() };

    /// <summary>Says what is limited from now on; nothing has to be told where that is the same as before.</summary>
    /// <param name="subject">Who the person of that key is now: an officer may have linked them to somebody else.</param>
    /// <param name="activities">The activities.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="changesOn">The next day on which one of them ends.</param>
    /// <param name="now">When (UTC).</param>
    public void Say(SubjectKey subject, IReadOnlyList<string> activities, IReadOnlyList<string> tables, DateOnly? changesOn, DateTimeOffset now)
    {
        var isSame = Activities.SequenceEqual(activities) && Tables.SequenceEqual(tables);
        if (isSame && ChangesOn == changesOn && Subject == subject) return;
        (Subject, ChangesOn, Revision) = (subject, changesOn, Guid.NewGuid());
        if (isSame) return;
        (Activities, Tables) = (activities, tables);
        SayAgain(Said, now);
    }

    /// <summary>The system answered.</summary>
    /// <param name="said">What it was told.</param>
    /// <param name="highest">The highest it heard of. A higher one than it was told means that the portal forgot it (an older backup): it is said again, above it.</param>
    /// <param name="now">When (UTC).</param>
    public void Hear(long said, long highest, DateTimeOffset now)
    {
        Revision = Guid.NewGuid();
        if (highest > said) SayAgain(highest, now);
        else (Heard, HeardAt, Tries, TryAfter) = (Math.Max(Heard, said), now, 0, now);
    }

    /// <summary>It could not be told. It is tried again, after a longer pause each time.</summary>
    /// <param name="now">When (UTC).</param>
    public void Fail(DateTimeOffset now)
    {
        Tries++;
        (TryAfter, Revision) = (now + RetryPause.After(Tries), Guid.NewGuid());
    }

    /// <summary>The person was erased there: who they were is forgotten, and nothing is told any more.</summary>
    public void Forget() => (PersonKey, ChangesOn, Revision) = (null, null, Guid.NewGuid());

    private void SayAgain(long above, DateTimeOffset now) =>
        (Said, SaidAt, Tries, TryAfter) = (Math.Max(above + 1, now.ToUnixTimeMilliseconds()), now, 0, now);
}

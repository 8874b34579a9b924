using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Systems;

/// <summary>What may have changed about a person. Stored by name, so names never change.</summary>
public enum ChangeKind
{
    /// <summary>What they agreed or objected to.</summary>
    Consents,
    /// <summary>Which uses of their data are limited.</summary>
    Restrictions,
}

/// <summary>
/// That one of Medbook's own systems is to be called because something about a person of a source changed. What holds now it asks itself, so
/// that a call that is late, or comes twice, or stands for ten changes does no harm. A row is only ever added beside a change, and never
/// changed by one: nobody who decides something waits for another, or for a call.
/// </summary>
/// <remarks>It goes once the system was called, and with the person: it says who they are in a source.</remarks>
public sealed class ChangeCall
{
    /// <summary>How long it is tried (choice).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>How long one that was given up stays, to be looked at (choice).</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private ChangeCall() { }

    /// <summary>Identifier: the system knows a call that comes twice by it.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose choice or limit it is.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Name of the system.</summary>
    public string System { get; private set; } = "";

    /// <summary>What changed.</summary>
    public ChangeKind Kind { get; private set; }

    /// <summary>Name of the source by whose key the system knows the person.</summary>
    public string Source { get; private set; } = "";

    /// <summary>That key.</summary>
    public string PersonKey { get; private set; } = "";

    /// <summary>When it changed, or will (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Tries { get; private set; }

    /// <summary>When it is tried at the earliest (UTC).</summary>
    public DateTimeOffset TryAfter { get; private set; }

    /// <summary>When it was given up (UTC); null while it is tried.</summary>
    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>A call to come.</summary>
    /// <param name="subject">Whose choice or limit it is.</param>
    /// <param name="system">Name of the system.</param>
    /// <param name="kind">What changes.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="personKey">Who they are there.</param>
    /// <param name="at">When it changes (UTC); nobody is called before.</param>
    public static ChangeCall Of(SubjectKey subject, string system, ChangeKind kind, string source, string personKey, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), Subject = subject, System = system, Kind = kind, Source = source, PersonKey = personKey, At = at, TryAfter = at,
    };

    /// <summary>The system did not take it. It is tried again after a pause that grows, and given up after <see cref="Patience"/>.</summary>
    /// <param name="now">When (UTC).</param>
    public void Fail(DateTimeOffset now)
    {
        Tries++;
        TryAfter = now + RetryPause.After(Tries);
        if (now - At >= Patience) GivenUpAt = now;
    }
}

using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>That somebody was told of a material change, and whether they said that they read it.</summary>
/// <remarks>Policy 8.1.</remarks>
public sealed class PolicyNotice
{
    private PolicyNotice() { }

    /// <summary>The version.</summary>
    public int Version { get; private set; }

    /// <summary>Who was told.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>When the mail was written (UTC).</summary>
    public DateTimeOffset ToldAt { get; private set; }

    /// <summary>When the person said that they read it (UTC); null until then.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Somebody is told.</summary>
    public static PolicyNotice Of(int version, SubjectKey subject, DateTimeOffset now) => new() { Version = version, Subject = subject, ToldAt = now };

    /// <summary>They read it; a second time changes nothing.</summary>
    public void Read(DateTimeOffset now) => ReadAt ??= now;
}

/// <summary>How far the portal is in telling everybody of a version. Its row is written when the version is published.</summary>
public sealed class PolicyTelling
{
    private PolicyTelling() { }

    /// <summary>The version.</summary>
    public int Version { get; private set; }

    /// <summary>Every account up to this one was told, in the order of their identifiers; empty before the first.</summary>
    public string Reached { get; private set; } = "";

    /// <summary>When everybody was told (UTC); null until then.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Changes with every step, so that two instances tell nobody twice.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Everybody is to be told of a version.</summary>
    public static PolicyTelling Of(int version) => new() { Version = version, Revision = Guid.NewGuid() };

    /// <summary>Somebody further was told.</summary>
    /// <param name="last">The account reached last.</param>
    public void Reach(string last) => (Reached, Revision) = (last, Guid.NewGuid());

    /// <summary>Nobody is left.</summary>
    public void End(DateTimeOffset now) => (DoneAt, Revision) = (now, Guid.NewGuid());
}

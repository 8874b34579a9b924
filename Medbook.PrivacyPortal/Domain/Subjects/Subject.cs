namespace Medbook.PrivacyPortal.Domain.Subjects;

/// <summary>
/// The one row that joins a <see cref="SubjectKey"/> to a portal account or a contact address,
/// and, through <c>SubjectLinks</c>, to the person's key in each source. This is the row that an erasure destroys.
/// </summary>
public sealed class Subject
{
    private Subject() { }

    /// <summary>The opaque key that everything else carries.</summary>
    public SubjectKey Key { get; private set; }

    /// <summary>The portal account, where the person has one.</summary>
    public string? AccountId { get; private set; }

    /// <summary>The address of a person without an account, verified by a code; in lower case, so that it is found.</summary>
    public string? ContactEmail { get; private set; }

    /// <summary>When the portal first knew this person (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A person with a portal account.</summary>
    public static Subject OfAccount(string accountId, DateTimeOffset now) =>
        new() { Key = SubjectKey.New(), AccountId = accountId, CreatedAt = now };

    /// <summary>A person without an account, whose address was proved by a code.</summary>
    public static Subject OfContact(string email, DateTimeOffset now) =>
        new() { Key = SubjectKey.New(), ContactEmail = email.ToLowerInvariant(), CreatedAt = now };

    /// <summary>Somebody who wrote a letter or a mail: nothing about them is proved, and they are linked to nobody.</summary>
    public static Subject Unknown(DateTimeOffset now) => new() { Key = SubjectKey.New(), CreatedAt = now };
}

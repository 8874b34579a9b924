namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>An account. A member who left keeps their row, with <see cref="DeletedAt"/>.</summary>
internal sealed class Member
{
    public int Id { get; init; }

    /// <summary><c>person</c>; <c>service</c> for the application's own robots.</summary>
    public required string Kind { get; init; }

    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Title { get; init; }
    public DateOnly BirthDate { get; init; }
    public required string Language { get; init; }
    public string? Phone { get; init; }
    public required string Street { get; init; }
    public required string City { get; init; }
    public required string Speciality { get; init; }

    /// <summary>Shaped like a professional number, and never one: it starts with <c>SAMPLE</c>.</summary>
    public string? ProviderNumber { get; init; }

    public string? Bio { get; init; }

    /// <summary>JSON.</summary>
    public required string Preferences { get; init; }

    /// <summary>Whether the accreditation committee may see the file (policy 4.1: unless the person objects).</summary>
    public bool SharedWithCommittee { get; init; }

    public required string PasswordHash { get; init; }
    public int? PracticeId { get; init; }
    public int? InvitedById { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long LastSeenMs { get; init; }

    public DateTime? DeletedAt { get; init; }
    public int RowVersion { get; init; }
}

/// <summary>An address of a member; it counts once it was verified.</summary>
internal sealed class MemberEmail
{
    public int Id { get; init; }
    public int MemberId { get; init; }
    public required string Email { get; init; }
    public bool IsPrimary { get; init; }
    public bool IsVerified { get; init; }
    public DateTime? VerifiedAt { get; init; }
}

/// <summary>What a member wants to be told; keyed by the member's number as text, as an older system left it.</summary>
internal sealed class NotificationSetting
{
    public required string MemberRef { get; init; }
    public required string Topic { get; init; }
    public bool ByEmail { get; init; }
    public bool ByPush { get; init; }

    /// <summary>No messages after this time of day: <c>21:30</c>; empty for none.</summary>
    public required string QuietFrom { get; init; }
}

/// <summary>A member's choice to take part in a study.</summary>
internal sealed class StudyEnrolment
{
    public int Id { get; init; }

    /// <summary>Empty once the person is gone; how many took part stays known.</summary>
    public int? MemberId { get; init; }

    public required string Study { get; init; }
    public required string Partner { get; init; }
    public required string Pseudonym { get; init; }
    public DateTime ConsentedAt { get; init; }
    public DateTime? WithdrawnAt { get; init; }
}

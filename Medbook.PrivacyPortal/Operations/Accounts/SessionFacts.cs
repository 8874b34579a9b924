using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Who is signed in, and what they proved: what the cookie's session stands for at this moment.</summary>
public sealed record SessionFacts(
    string SessionId, string AccountId, string Email, string Language, SubjectKey Subject, IReadOnlyList<Role> Roles,
    bool Confirmed, bool SecondFactor)
{
    /// <summary>The same, as the one who acts.</summary>
    public Actor Actor => Actor.SignedIn(AccountId, Subject, Roles.Append(Role.Member), Confirmed, SecondFactor, SessionId);
}

/// <summary>How far a sign-in came: a session, or the ticket for the second step.</summary>
public sealed record SignInStep(SessionFacts? Session, string? SecondStep);

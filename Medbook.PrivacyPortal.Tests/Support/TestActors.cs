using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Who acts in operation tests.</summary>
public static class TestActors
{
    /// <summary>A person who proved themselves again in this session.</summary>
    public static Actor Member(SubjectKey subject, bool confirmed = true) =>
        Actor.SignedIn($"account-{subject}", subject, [Role.Member], confirmed, secondFactor: false, session: $"session-{subject}");

    /// <summary>A person nobody else in the test knows.</summary>
    public static Actor SomebodyElse() => Member(SubjectKey.New());

    public static Actor Officer(bool secondFactor = true) => Staff(Role.Officer, secondFactor);

    public static Actor Administrator(bool secondFactor = true) => Staff(Role.Administrator, secondFactor);

    public static Actor Auditor(bool secondFactor = true) => Staff(Role.Auditor, secondFactor);

    public static Actor Operator() => Actor.OperatorNamed("operator-of-the-tests");

    // Staff are members too, as the cookie says it.
    private static Actor Staff(Role role, bool secondFactor) =>
        Actor.SignedIn($"account-{role}", SubjectKey.New(), [Role.Member, role], secondFactor, secondFactor, $"session-{role}");
}

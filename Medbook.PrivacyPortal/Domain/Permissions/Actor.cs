using System.Collections.Frozen;
using System.Security.Claims;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>Who acts: the first argument of every operation, and the first thing it checks.</summary>
public sealed record Actor
{
    /// <summary>Claim with the <see cref="SubjectKey"/> of the signed-in person.</summary>
    public const string SubjectClaim = "portal:subject";

    /// <summary>Claim with the identifier of the session, which "sign out everywhere" ends.</summary>
    public const string SessionClaim = "portal:session";

    /// <summary>Claim that says the person proved themselves again in this session (code, TOTP or passkey).</summary>
    public const string ConfirmedClaim = "portal:confirmed";

    /// <summary>Claim that says the account has a second factor and used it in this session.</summary>
    public const string SecondFactorClaim = "portal:second-factor";

    private Actor(string id, FrozenSet<Role> roles) => (Id, Roles) = (id, roles);

    /// <summary>Account identifier, operating-system user, name of a system, or <c>portal</c>: what the audit keeps.</summary>
    public string Id { get; }

    /// <summary>All roles of this actor.</summary>
    public FrozenSet<Role> Roles { get; }

    /// <summary>The role in which somebody acts on what is their own.</summary>
    public Role OwnRole => Roles.Contains(Role.Guest) ? Role.Guest : Role.Member;

    /// <summary>The data subject this actor is; null for the command line and the portal itself.</summary>
    public SubjectKey? Subject { get; private init; }

    /// <summary>The session, where there is one.</summary>
    public string? Session { get; private init; }

    /// <summary>Whether the person proved themselves again in this session.</summary>
    public bool Confirmed { get; private init; }

    /// <summary>Whether a second factor (TOTP or passkey) was used in this session.</summary>
    public bool SecondFactor { get; private init; }

    /// <summary>Jobs and start-up.</summary>
    public static Actor Portal { get; } = new("portal", FrozenSet.Create(Role.Portal));

    /// <summary>Somebody who has not signed in.</summary>
    public static Actor Visitor { get; } = new("visitor", FrozenSet.Create(Role.Visitor));

    /// <summary>Somebody without an account who proved their mail address in this session.</summary>
    public static Actor GuestOf(SubjectKey subject, string session) =>
        new("guest", FrozenSet.Create(Role.Guest)) { Subject = subject, Session = session };

    /// <summary>The command line.</summary>
    /// <param name="user">Name of the operating-system user.</param>
    public static Actor OperatorNamed(string user) => new(user, FrozenSet.Create(Role.Operator));

    /// <summary>One of Medbook's own systems, known by its key.</summary>
    /// <param name="name">Its name in the configuration.</param>
    public static Actor SystemNamed(string name) => new(name, FrozenSet.Create(Role.System));

    /// <summary>A signed-in person, from facts.</summary>
    public static Actor SignedIn(
        string accountId, SubjectKey subject, IEnumerable<Role> roles, bool confirmed, bool secondFactor, string? session = null) =>
        new(accountId, roles.ToFrozenSet()) { Subject = subject, Confirmed = confirmed, SecondFactor = secondFactor, Session = session };

    /// <summary>A signed-in person, from the claims of the cookie; a visitor where nobody signed in.</summary>
    /// <param name="principal">The principal of the request or of the circuit.</param>
    public static Actor From(ClaimsPrincipal principal)
    {
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        if (principal.Identity?.IsAuthenticated != true || id is null
            || !Guid.TryParse(principal.FindFirstValue(SubjectClaim), out var subject))
        {
            return Visitor;
        }

        var roles = principal.FindAll(ClaimTypes.Role)
            .Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : Role.Member)
            .Where(role => role is Role.Officer or Role.Administrator or Role.Auditor)
            .Append(Role.Member);
        return SignedIn(id, new SubjectKey(subject), roles,
            confirmed: principal.HasClaim(claim => claim.Type == ConfirmedClaim),
            secondFactor: principal.HasClaim(claim => claim.Type == SecondFactorClaim),
            session: principal.FindFirstValue(SessionClaim));
    }
}

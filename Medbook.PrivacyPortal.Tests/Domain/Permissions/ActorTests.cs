using System.Security.Claims;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Permissions;

public sealed class ActorTests
{
    private static readonly SubjectKey Somebody = SubjectKey.New();
    private static readonly Claim Id = new(ClaimTypes.NameIdentifier, "account");
    private static readonly Claim Subject = new(Actor.SubjectClaim, Somebody.ToString());

    [Fact]
    public void A_cookie_says_who_it_is_and_no_more()
    {
        var actor = Actor.From(SignedIn(Id, Subject));

        Assert.Equal(("account", Somebody, null, false, false), (actor.Id, actor.Subject, actor.Session, actor.Confirmed, actor.SecondFactor));
        Assert.Equal([Role.Member], actor.Roles);
    }

    [Fact]
    public void What_was_proved_in_the_session_comes_from_its_claims()
    {
        var confirmed = Actor.From(SignedIn(Id, Subject, new(Actor.SessionClaim, "session"), new(Actor.ConfirmedClaim, "")));
        var strong = Actor.From(SignedIn(Id, Subject, new Claim(Actor.SecondFactorClaim, "")));

        Assert.Equal(("session", true, false), (confirmed.Session, confirmed.Confirmed, confirmed.SecondFactor));
        Assert.Equal((null, false, true), (strong.Session, strong.Confirmed, strong.SecondFactor));
    }

    [Fact]
    public void Staff_are_members_too()
    {
        Assert.Equal([Role.Member, Role.Officer, Role.Administrator, Role.Auditor], RolesOf("Officer", "Administrator", "Auditor"));
        Assert.Equal([Role.Member, Role.Officer], RolesOf("Officer"));
    }

    [Theory]
    [InlineData("Portal")]
    [InlineData("Operator")]
    [InlineData("Guest")]
    [InlineData("Visitor")]
    [InlineData("King")]
    [InlineData("7")]
    public void A_cookie_gives_no_role_that_is_not_a_persons(string role) => Assert.Equal([Role.Member], RolesOf(role));

    [Fact]
    public void Whoever_did_not_sign_in_or_is_nobody_is_a_visitor()
    {
        Assert.All(
            [
                new ClaimsPrincipal(),
                new ClaimsPrincipal(new ClaimsIdentity([Id, Subject])),
                SignedIn(Subject),
                SignedIn(Id),
                SignedIn(Id, new Claim(Actor.SubjectClaim, "no key")),
            ],
            principal => Assert.Same(Actor.Visitor, Actor.From(principal)));
    }

    [Fact]
    public void On_their_own_data_a_guest_is_a_guest_and_everybody_else_a_member()
    {
        Assert.Equal(Role.Guest, Actor.GuestOf(Somebody, "session").OwnRole);
        Assert.Equal(Role.Member, Actor.From(SignedIn(Id, Subject, new Claim(ClaimTypes.Role, "Officer"))).OwnRole);
    }

    [Fact]
    public void A_guest_is_somebody_in_a_session_and_an_operator_has_a_name()
    {
        var guest = Actor.GuestOf(Somebody, "session");

        Assert.Equal((Somebody, "session"), (guest.Subject, guest.Session));
        Assert.Equal(("root", Role.Operator), (Actor.OperatorNamed("root").Id, Actor.OperatorNamed("root").Roles.Single()));
    }

    private static IEnumerable<Role> RolesOf(params string[] roles) =>
        Actor.From(SignedIn([Id, Subject, .. roles.Select(role => new Claim(ClaimTypes.Role, role))])).Roles.Order();

    private static ClaimsPrincipal SignedIn(params Claim[] claims) => new(new ClaimsIdentity(claims, "cookie"));
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Audit;

public sealed class AuditEntryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SubjectKey Somebody = SubjectKey.New();
    private static readonly AuditAction Action = Enum.GetValues<AuditAction>()[^1];

    [Fact]
    public void An_entry_says_who_did_what_when_to_whom()
    {
        var officer = TestActors.Officer();

        var entry = AuditEntry.Of(officer, Action, Now, Somebody, "request 7", "granted");

        Assert.Equal((Now, Action, Role.Officer, officer.Id), (entry.At, entry.Action, entry.ActorRole, entry.ActorId));
        Assert.Equal((Somebody, "request 7", "granted", null), (entry.Subject, entry.Reference, entry.Detail, entry.Follows));
    }

    [Fact]
    public void The_most_privileged_role_acts_except_on_ones_own_data()
    {
        var officer = TestActors.Officer();

        Assert.Equal(Role.Officer, RoleOf(officer, null));
        Assert.Equal(Role.Officer, RoleOf(officer, Somebody));
        Assert.Equal(Role.Member, RoleOf(officer, officer.Subject));
        Assert.Equal(Role.Guest, RoleOf(Actor.GuestOf(Somebody, "session"), Somebody));
    }

    [Fact]
    public void Whoever_is_no_data_subject_acts_in_their_own_role()
    {
        Assert.Equal(Role.Portal, RoleOf(Actor.Portal, Somebody));
        Assert.Equal(Role.Operator, RoleOf(TestActors.Operator(), null));
    }

    [Fact]
    public void A_look_follows_the_look_before()
    {
        var entry = AuditEntry.OfView(TestActors.Officer(), Action, Now, Somebody, "request 7", follows: 42);

        Assert.Equal((42, "request 7", Somebody, null), (entry.Follows, entry.Reference, entry.Subject, entry.Detail));
    }

    private static Role RoleOf(Actor who, SubjectKey? subject) => AuditEntry.Of(who, Action, Now, subject).ActorRole;
}

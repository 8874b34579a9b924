using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Permissions;

public sealed class GuardTests
{
    private static readonly Guard Guard = new();
    private static readonly Actor Unconfirmed = TestActors.Member(SubjectKey.New(), confirmed: false);

    [Fact]
    public void Whoever_has_none_of_the_roles_may_not()
    {
        Assert.IsType<NotPermitted>(Guard.Check(Actor.Visitor, Permission.ReadHeldData));
        Assert.IsType<NotPermitted>(Guard.Check(TestActors.Auditor(), Permission.DecideRequest));
        Assert.Null(Guard.Check(TestActors.Officer(), Permission.DecideRequest));
    }

    [Fact]
    public void Staff_work_only_with_a_second_factor_and_are_members_without_one()
    {
        var officer = TestActors.Officer(secondFactor: false);

        Assert.IsType<SecondFactorMissing>(Guard.Check(officer, Permission.DecideRequest));
        Assert.Null(Guard.Check(officer, Permission.ListMyCopies));
    }

    [Fact]
    public void Held_data_is_read_by_whoever_proved_themselves_again()
    {
        Assert.IsType<ConfirmationMissing>(Guard.Check(Unconfirmed, Permission.ReadHeldData));
        Assert.Null(Guard.Check(TestActors.SomebodyElse(), Permission.ReadHeldData));
        Assert.Null(Guard.Check(Unconfirmed, Permission.ListMyCopies));
    }

    [Fact]
    public void Every_permission_has_a_rule_with_somebody_in_it() =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.NotEmpty(PermissionTable.Of(permission).Roles));
}

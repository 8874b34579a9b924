using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

public abstract class StaffTests(Provider provider) : AccountTests(provider)
{
    private const string Officer = "officer@example.org";

    [Fact]
    public async Task The_link_of_staff_add_works_once_and_leads_to_a_session_without_a_second_factor()
    {
        var link = LinkOf(Value(await Get<AddStaff>().RunAsync(TestActors.Operator(), Officer, Role.Officer, None)));

        var facts = Value(await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, Password, AtHome, None)).Session!;

        Assert.Contains(Role.Officer, facts.Roles);
        Assert.False(facts.SecondFactor);
        Assert.IsType<LinkSpent>((await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, Password, AtHome, None)).Problem);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RoleGranted));
        Assert.Equal((Role.Operator, "operator-of-the-tests", "Officer"), (entry.ActorRole, entry.ActorId, entry.Detail));
    }

    [Fact]
    public async Task The_link_ends_after_a_day()
    {
        var link = LinkOf(Value(await Get<AddStaff>().RunAsync(TestActors.Operator(), Officer, Role.Officer, None)));

        Clock.Advance(AddStaff.Lifetime);

        Assert.IsType<LinkSpent>((await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, Password, AtHome, None)).Problem);
    }

    [Fact]
    public async Task An_address_the_operator_typed_is_not_confirmed_and_gets_no_code()
    {
        var link = LinkOf(Value(await Get<AddStaff>().RunAsync(TestActors.Operator(), Officer, Role.Auditor, None)));
        var who = Value(await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, Password, AtHome, None)).Session!.Actor;

        Assert.False((await UserAsync(Officer)).EmailConfirmed);
        Assert.IsType<AddressUnconfirmed>((await Get<SendConfirmationCode>().RunAsync(who, None)).Problem);
    }

    [Fact]
    public async Task Turning_on_the_app_is_the_second_factor_of_that_session()
    {
        var link = LinkOf(Value(await Get<AddStaff>().RunAsync(TestActors.Operator(), Officer, Role.Officer, None)));
        var who = Value(await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, Password, AtHome, None)).Session!.Actor;

        await TurnOnAppCodeAsync(who);

        Assert.True((await NowAsync(who))!.SecondFactor);
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Portal)]
    public async Task Only_the_roles_of_staff_can_be_given(Role role) =>
        Assert.IsType<RoleInvalid>((await Get<AddStaff>().RunAsync(TestActors.Operator(), Officer, role, None)).Problem);

    [Fact]
    public async Task Nobody_but_the_operator_gives_roles()
    {
        Assert.IsType<NotPermitted>((await Get<AddStaff>().RunAsync(TestActors.Administrator(), Officer, Role.Officer, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AddStaff>().RunAsync(Actor.Visitor, Officer, Role.Officer, None)).Problem);
    }

    [Fact]
    public async Task Demo_accounts_do_not_exist_outside_development()
    {
        Assert.IsType<DevelopmentOnly>((await Get<EnsureDemoAccounts>().RunAsync(Actor.Portal, None)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.Users.CountAsync()));
    }

    private static string LinkOf(Uri link) => QueryHelpers.ParseQuery(link.Query)["link"]!;

    public sealed class OnSqlite() : StaffTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : StaffTests(Provider.PostgreSql);
}

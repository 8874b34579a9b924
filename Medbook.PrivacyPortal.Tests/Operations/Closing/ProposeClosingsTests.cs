using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>An account that nobody uses from 2 March 2026 on.</summary>
public abstract class ProposeClosingsTests(Provider provider) : ClosingTests(provider)
{
    [Fact]
    public async Task An_account_nobody_used_for_three_years_gets_a_notice_and_later_the_proposal()
    {
        await AddPatientAsync();
        Clock.Advance(Now.AddMonths(36) - Now);
        Assert.Equal(0, await ProposeAsync());
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await ProposeAsync(), await ProposeAsync()));
        Assert.Contains("for 36 months", (await NewestMailAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(0, await ReadAsync(db => db.AccountClosings.CountAsync()));
        Clock.Advance(TimeSpan.FromDays(59));
        Assert.Equal(0, await ProposeAsync());
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await ProposeAsync(), await ProposeAsync()));

        var closing = await ReadAsync(db => db.AccountClosings.SingleAsync());
        Assert.Equal((true, ClosingState.Waiting), (closing.IsProposed, closing.State));
        var link = LinkIn(await NewestMailAsync());
        Assert.Null((await Get<KeepAccountByLink>().RunAsync(Actor.Visitor, link, None)).Problem);
        Clock.Advance(TimeSpan.FromDays(300));
        Assert.Equal(0, await ProposeAsync());
    }

    [Fact]
    public async Task Whoever_comes_back_and_whoever_is_of_the_team_is_left_alone()
    {
        var person = await AddPatientAsync();
        await AddStaffAsync("officer@example.org");
        Clock.Advance(TimeSpan.FromDays(1200));
        Assert.Equal(1, await ProposeAsync());
        await using (var db = await OpenAsync())
        {
            db.AuditEntries.Add(AuditEntry.Of(person, AuditAction.SignedIn, Now, person.Subject));
            await db.SaveChangesAsync();
        }
        Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(0, await ProposeAsync());
    }

    [Fact]
    public async Task The_portal_finds_the_closings_that_are_due_by_their_day()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, RemindOfClosings.Due(db, new(2026, 3, 13))), "AccountClosings");
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, BeginClosings.Due(db, new(2026, 3, 16))), "AccountClosings");
    }

    private async Task<int> ProposeAsync() => (await Get<ProposeClosings>().RunAsync(Actor.Portal, None)).Value;

    public sealed class OnSqlite() : ProposeClosingsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ProposeClosingsTests(Provider.PostgreSql);
}

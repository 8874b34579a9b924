using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>It is 2 March 2026. A system is told what holds, and the case shows whether it knows.</summary>
public abstract class TellSystemsTests(Provider provider) : SystemLimitsTests(provider)
{
    [Fact]
    public async Task A_system_is_told_which_uses_are_limited_and_the_case_says_that_it_knows()
    {
        await LinkAsync();
        var request = await LimitAsync(Communication, Mailings);
        Assert.Equal(("Newsletter", false, 0), (await ShownAsync(request)) is var waiting ? (waiting.Label.ToString(), waiting.IsHeard, waiting.Tries) : default);
        Assert.Empty(System.Limits);

        Assert.Equal(1, await TellAsync());

        var limits = System.Limits[Newsletter.Person];
        Assert.Equal(["communication", "mailings"], limits.Activities.Concat(limits.Tables));
        Assert.True((await ShownAsync(request)).IsHeard);
        Assert.Equal("limited", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.SystemTold && e.Subject == Subject).Select(e => e.Detail).SingleAsync()));
        Assert.Equal(0, await TellAsync());
        Assert.Single(System.Heard, call => call.Word == "restrict");
    }

    [Fact]
    public async Task The_end_of_a_limit_is_told_on_its_day_though_nobody_does_anything_then()
    {
        await LinkAsync();
        var request = await LimitAsync(Communication);
        await TellAsync();
        var limit = (await Get<ListCaseRestrictions>().RunAsync(Officer, request, None)).Value!.Limits.Single();
        Assert.Null((await Get<LiftRestriction>().RunAsync(Officer, limit.Seen, new(2026, 3, 9), "It was corrected.", toldByPost: false, None)).Problem);
        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await TellAsync());
        var before = System.Limits[Newsletter.Person];

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await TellAsync());

        var after = System.Limits[Newsletter.Person];
        Assert.Equal(["communication"], before.Activities);
        Assert.Empty(after.Activities);
        Assert.True(after.Revision > before.Revision);
        Assert.True((await ShownAsync(request)).IsHeard);
        Assert.Equal(0, await TellAsync());
    }

    [Fact]
    public async Task A_system_is_told_when_somebody_with_a_limit_is_found_there_later()
    {
        await LimitAsync(Communication);
        Assert.Equal(0, await TellAsync());
        await LinkAsync();

        Assert.Equal(1, await TellAsync());

        Assert.Equal(["communication"], System.Limits[Newsletter.Person].Activities);
    }
}

public sealed class TellSystemsOnSqlite() : TellSystemsTests(Provider.Sqlite);

public sealed class TellSystemsOnPostgreSql() : TellSystemsTests(Provider.PostgreSql);

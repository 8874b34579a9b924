using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Whatever happens between the portal and a system, in the end it knows what holds, and once.</summary>
public sealed class TellSystemsFaultTests() : SystemLimitsTests(Provider.Sqlite)
{
    [Fact]
    public async Task What_was_sent_before_the_portal_died_is_sent_again_as_it_was()
    {
        await LinkAsync();
        var request = await LimitAsync(Communication);
        System.Misdeeds.Add(Misdeed.SwallowsAnswers);
        using var killed = new CancellationTokenSource();
        var telling = Get<TellSystems>().RunAsync(Actor.Portal, killed.Token);
        await Waiting.UntilAsync(() => Task.FromResult(System.Limits.ContainsKey(Newsletter.Person)));
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.False((await ShownAsync(request)).IsHeard);
        System.Misdeeds.Clear();

        Assert.Equal(1, await TellAsync());

        var sent = System.Heard.Where(call => call.Word == "restrict").ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal((sent[0].IdempotencyKey, sent[0].Body), (sent[1].IdempotencyKey, sent[1].Body));
        Assert.True((await ShownAsync(request)).IsHeard);
    }

    [Fact]
    public async Task A_limit_that_is_set_while_an_older_word_is_on_its_way_is_told_next()
    {
        await LinkAsync();
        var request = await LimitAsync(Communication);
        System.Misdeeds.Add(Misdeed.SwallowsAnswers);
        using var killed = new CancellationTokenSource();
        var telling = Get<TellSystems>().RunAsync(Actor.Portal, killed.Token);
        await Waiting.UntilAsync(() => Task.FromResult(System.Limits.ContainsKey(Newsletter.Person)));
        await LimitAsync(request, Mailings);
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        System.Misdeeds.Clear();

        Assert.Equal(1, await TellAsync());

        Assert.Equal(["mailings"], System.Limits[Newsletter.Person].Tables);
        Assert.Equal(Stored().Said, System.Limits[Newsletter.Person].Revision);
        Assert.True((await ShownAsync(request)).IsHeard);
    }

    [Fact]
    public async Task A_system_that_refuses_is_left_alone_for_a_while_and_the_case_says_so()
    {
        await LinkAsync();
        var request = await LimitAsync(Communication);
        System.Misdeeds.Add(Misdeed.Refuses);
        Assert.Equal(0, await TellAsync());
        Assert.Equal((false, 1), await ShownAsync(request) is var silent ? (silent.IsHeard, silent.Tries) : default);
        System.Misdeeds.Clear();
        Assert.Equal(0, await TellAsync());

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await TellAsync());
        Assert.True((await ShownAsync(request)).IsHeard);
    }

    [Fact]
    public async Task A_portal_that_forgot_what_it_said_says_it_above_what_the_system_heard()
    {
        await LinkAsync();
        await LimitAsync(Communication);
        var later = Stored().Said + 1000;
        using (var client = SystemClient.Of("news", System.Address, TestSystem.Secret))
            await client.RestrictAsync(new(Newsletter.Person, [], [], later), "before-the-restore", default);

        await TellAsync();
        Assert.Equal(1, await TellAsync());

        Assert.Equal((later + 1, "communication"), (System.Limits[Newsletter.Person].Revision, Assert.Single(System.Limits[Newsletter.Person].Activities)));
    }

    [Fact]
    public async Task Whom_an_officer_unlinks_is_free_in_the_system_again()
    {
        await LinkAsync();
        await LimitAsync(Communication);
        await TellAsync();
        var link = await ReadAsync(db => db.SubjectLinks.SingleAsync(l => l.Source == "news"));
        Assert.Null((await Get<UnlinkPerson>().RunAsync(Officer, new(Subject, "news", link.Revision), "Another person.", None)).Problem);

        Assert.Equal(1, await TellAsync());

        Assert.Empty(System.Limits[Newsletter.Person].Activities);
    }

    [Fact]
    public async Task Who_was_erased_there_is_forgotten_and_nothing_more_is_told()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        await LinkAsync();
        // An open objection would hold what it contests.
        Assert.Null((await RefuseAsync(await LimitAsync(Communication), new RefusalReasons(RefusalGround.RightDoesNotApply, "We answer you with it."))).Problem);
        await TellAsync();
        await using (var db = await OpenAsync())
        {
            db.ChangeCalls.AddRange(ChangeCall.Of(Subject, "crm", ChangeKind.Consents, "news", Newsletter.Person, Now), ChangeCall.Of(Subject, "crm", ChangeKind.Consents, "elsewhere", "contacts:1", Now));
            await db.SaveChangesAsync();
        }
        var erasure = (await SubmitAsync(Person, scope: RequestScope.Everything)).Request;
        Assert.Null((await GrantAsync(erasure)).Problem);
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, erasure, None)).Problem);
        var plan = await ReadAsync(db => db.ErasurePlans.SingleAsync());
        Assert.Null((await Get<ApproveErasure>().RunAsync(Officer, erasure, plan.Revision, None)).Problem);
        Assert.True((await Get<CarryOutErasure>().RunAsync(Actor.Portal, None)).Value);

        Assert.Null(await ReadAsync(db => db.SubjectLinks.Where(l => l.Source == "news").Select(l => l.PersonKey).SingleAsync()));
        Assert.Null(Stored().PersonKey);
        Assert.Empty(await ReadAsync(db => db.ChangeCalls.Where(c => c.Source == "news").ToListAsync()));
        Assert.Equal(0, await TellAsync());
        Assert.Single(System.Heard, call => call.Word == "restrict");
    }
}

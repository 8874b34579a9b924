using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Erasure;

/// <summary>What a hold kept of an erasure that is done.</summary>
public abstract class ReleasedHoldTests(Provider provider) : ErasureTests(provider)
{
    private readonly JustBeforeSaving meanwhile = new();

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(meanwhile));
        services.ConfigureDbContext<PostgreSqlPortalDb>(options => options.AddInterceptors(meanwhile));
    }

    [Fact]
    public async Task The_release_resumes_what_waited_and_the_rest_goes()
    {
        var (person, request, hold) = await DoneButForANoteAsync();
        var first = await PlanAsync(request);

        await ReleaseAsync(hold);

        var next = await PlanAsync(request);
        Assert.Equal((2, first.Id, ErasurePlanState.Wanted), (next.Round, next.Follows!.Value, next.State));
        Assert.Equal("hold released", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.ErasureWanted).Select(e => e.Detail).SingleAsync()));
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem);
        Assert.Null((await ApproveAsync(request)).Problem);
        Assert.True(await CarryOutAsync());

        Assert.DoesNotContain(await HeldAsync(), line => line.Contains("ada", StringComparison.Ordinal));
        var view = (await Get<ReadMyErasure>().RunAsync(person, request, None)).Value!;
        Assert.Equal([2, 1], view.Certified.Select(plan => plan.Round));
        Assert.Equal(first.Certificate, view.Before[0].Certificate);
    }

    [Fact]
    public async Task A_release_while_a_colleague_plans_the_rest_is_a_release()
    {
        var (_, request, hold) = await DoneButForANoteAsync();
        meanwhile.Do(
            db => db.ChangeTracker.Entries<LegalHold>().Any(),
            async () => Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem));

        await ReleaseAsync(hold);

        Assert.Equal((2, ErasurePlanState.Proposed), ((await PlanAsync(request)).Round, (await PlanAsync(request)).State));
        Assert.NotNull(await ReadAsync(db => db.LegalHolds.Where(h => h.Id == hold).Select(h => h.ReleasedAt).SingleAsync()));
    }

    [Fact]
    public async Task What_an_open_request_held_goes_on_by_itself_once_it_is_answered()
    {
        var (person, request) = await ApprovedAsync();
        var open = await SubmitAsync(person, RequestKind.Rectification, scope: new RequestScope { Rows = [new("clinic", "notes", "1")] });
        Assert.True(await CarryOutAsync());
        Assert.Contains("notes: 1, 1, ada slept well", await HeldAsync());
        Assert.Equal(0, await ResumeAsync());

        Assert.Null((await Get<WithdrawRequest>().RunAsync(person, open.Request, None)).Problem);

        Assert.Equal((1, 0), (await ResumeAsync(), await ResumeAsync()));
        Assert.Equal((2, ErasurePlanState.Wanted), ((await PlanAsync(request)).Round, (await PlanAsync(request)).State));
        Assert.Equal("no longer held", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.ErasureWanted).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task What_a_hold_keeps_waits_for_its_release()
    {
        var (_, _, hold) = await DoneButForANoteAsync();
        Assert.Equal(0, await ResumeAsync());
        await ReleaseAsync(hold);
        // The release itself took it up.
        Assert.Equal(0, await ResumeAsync());
    }

    [Fact]
    public async Task A_release_elsewhere_resumes_nothing()
    {
        var (person, _, _) = await DoneButForANoteAsync();
        var other = await AddPatientAsync(member: 2);
        await ReleaseAsync(await PlaceAsync(new HoldTarget(other.Subject)));
        await ReleaseAsync(await PlaceAsync(new HoldTarget(person.Subject, "clinic", "logs")));

        Assert.Equal(1, await ReadAsync(db => db.ErasurePlans.CountAsync()));
    }

    [Fact]
    public async Task Two_holds_on_one_record_resume_it_once()
    {
        var (person, request, hold) = await DoneButForANoteAsync();
        var second = await PlaceAsync(new HoldTarget(person.Subject));
        await ReleaseAsync(hold);
        await ReleaseAsync(second);

        Assert.Equal(2, await ReadAsync(db => db.ErasurePlans.CountAsync(p => p.CausedBy == request)));
    }

    [Fact]
    public async Task An_officer_looks_again_at_what_stayed_and_never_where_nothing_did()
    {
        var (_, request, _) = await DoneButForANoteAsync();
        // The log line of February 2026 waits for its period.
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem);
        Assert.Equal((2, ErasurePlanState.Proposed), ((await PlanAsync(request)).Round, (await PlanAsync(request)).State));

        var (_, whole) = await ApprovedAsync(new() { Rows = [new("clinic", "visits", "3")] }, member: 2);
        await RunInClinicAsync("DELETE FROM notes WHERE id = 2");
        Assert.True(await CarryOutAsync());

        Assert.IsType<NothingStayed>((await Get<PlanErasure>().RunAsync(Officer, whole, None)).Problem);
    }

    private async Task<int> ResumeAsync() => (await Get<ResumeErasures>().RunAsync(Actor.Portal, None)).Value;

    private async Task<(Actor Person, Guid Request, Guid Hold)> DoneButForANoteAsync()
    {
        var (person, request) = await ApprovedAsync();
        var hold = await PlaceAsync(new HoldTarget(person.Subject, "clinic", "notes", "1"));
        Assert.True(await CarryOutAsync());
        Assert.Contains("notes: 1, 1, ada slept well", await HeldAsync());
        return (person, request, hold);
    }

    private async Task<Guid> PlaceAsync(HoldTarget target)
    {
        var id = Guid.CreateVersion7();
        var order = new HoldOrder(target, HoldGround.LegalClaims, "Labour court", "The night of 5 January", new DateOnly(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, id, order, None)).Problem);
        return id;
    }

    private async Task ReleaseAsync(Guid hold)
    {
        var seen = await ReadAsync(db => db.LegalHolds.Where(h => h.Id == hold).Select(h => new SeenHold(h.Id, h.Revision)).SingleAsync());
        Assert.Null((await Get<ReleaseHold>().RunAsync(Officer, seen, "The court decided.", None)).Problem);
    }

    public sealed class OnSqlite() : ReleasedHoldTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReleasedHoldTests(Provider.PostgreSql);
}

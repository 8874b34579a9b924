using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

public sealed class EraseInSystemTests : SystemTests
{
    [Fact]
    public async Task What_a_person_wants_erased_goes_is_certified_and_named_in_the_ledger()
    {
        var (person, request) = await ApprovedAsync();

        await CarryOutAsync();

        var plan = await PlanAsync(request);
        Assert.Equal((ErasurePlanState.Done, null), (plan.State, plan.Failure));
        Assert.Equal(["2&1"], Keys("mailings"));
        Assert.Equal(["2", "3"], Keys("contacts"));
        Assert.Equal(["a-1", "b-2"], Keys("questions"));
        using var certificate = JsonDocument.Parse(plan.Certificate!);
        var news = certificate.RootElement.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "news");
        // Nobody here can promise what a system does with its bytes.
        Assert.Equal(JsonValueKind.Null, news.GetProperty("bytesGone").ValueKind);
        Assert.Equal([("contacts", 1, 0), ("mailings", 3, 0), ("questions", 2, 1)], news.GetProperty("datasets").EnumerateArray()
            .Select(d => (d.GetProperty("id").GetString()!, d.GetProperty("deleted").GetInt32(), d.GetProperty("changed").GetInt32())).Order());
        var named = Get<DestructionLedger>().Open("news", since: null);
        Assert.Equal((true, true, false), (named.Contains("mailings", "1&10"), named.Contains("contacts", "1"), named.Contains("mailings", "2&1")));
        // The newsletter may give the number to somebody else.
        Assert.Equal(LinkOutcome.NoMatch, await ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == person.Subject && l.Source == "news").Select(l => l.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task Of_a_system_that_only_says_it_erased_nothing_is_certified_until_it_did()
    {
        News.Misdeeds.Add(Misdeed.KeepsWhatItErased);
        var (_, request) = await ApprovedAsync();

        await CarryOutAsync();

        var plan = await PlanAsync(request);
        Assert.Equal((ErasurePlanState.Stopped, "source-Damaged", null), (plan.State, plan.Failure, plan.Certificate));
        Assert.Equal(0, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureDone)));
        Assert.Equal(0, Get<DestructionLedger>().Open("news", since: null).Count);

        News.Misdeeds.Clear();
        Assert.Null((await Get<RetryErasure>().RunAsync(Officer, request, plan.Revision, None)).Problem);
        await CarryOutAsync();
        Assert.Equal((ErasurePlanState.Done, 3L), ((await PlanAsync(request)).State, (await StepAsync(request, "mailings")).Deleted));
    }

    [Fact]
    public async Task An_answer_that_was_lost_costs_nothing()
    {
        News.Misdeeds.Add(Misdeed.DiesAfterErasing);
        var (_, request) = await ApprovedAsync();

        await CarryOutAsync();

        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(request)).State);
        Assert.Equal(["2&1"], Keys("mailings"));
    }

    [Fact]
    public async Task A_batch_that_is_asked_again_by_the_next_instance_is_whole()
    {
        var (_, request) = await ApprovedAsync();
        // The system did it, and the portal died before it wrote so down: the step has its intent, and the rows are gone.
        await using (var db = await OpenAsync())
        {
            var plan = await PlanAsync(request);
            var steps = await Passes.StepsAsync(db, plan.Id, Get<SourceCatalog>().All.Select(source => (source, Meant(plan, source.Name))), None);
            steps.Single(step => step.Dataset == "mailings").Begin(new SeenBatch("1&11", ["1&9", "1&10", "1&11"], 0, null, 0, 0));
            await db.SaveChangesAsync();
        }
        News.Tables["mailings"].Rows.RemoveAll(row => row["contact"].GetInt32() == 1);

        await CarryOutAsync();

        Assert.Equal((ErasurePlanState.Done, 3L), ((await PlanAsync(request)).State, (await StepAsync(request, "mailings")).Deleted));
        var named = Get<DestructionLedger>().Open("news", since: null);
        Assert.All(new[] { "1&9", "1&10", "1&11" }, key => Assert.True(named.Contains("mailings", key)));
    }

    [Fact]
    public async Task A_record_that_is_held_stays()
    {
        var (person, request) = await GrantedAsync();
        var held = new HoldOrder(new HoldTarget(person.Subject, "news", "mailings", "1&10"), HoldGround.LegalClaims, "Court", "A claim", new DateOnly(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.NewGuid(), held, None)).Problem);
        await ApproveAsync(request);

        await CarryOutAsync();

        Assert.Equal(["1&10", "2&1"], Keys("mailings"));
    }

    [Fact]
    public async Task What_a_restored_system_brought_back_is_reported_and_goes_again_by_a_replay()
    {
        await ApprovedAsync();
        await CarryOutAsync();
        Assert.Equal(0L, (await Get<ReportReappeared>().RunAsync(Actor.Portal, None)).Value);

        News.Tables["mailings"].With(1, 10, null, "Summer", null, null).With(1, 12, null, "New", null, null);
        Assert.Equal(1L, (await Get<ReportReappeared>().RunAsync(Actor.Portal, None)).Value);

        // Questions are about several people: their keys do not say whose part was erased, and the replay says so.
        Assert.Equal(new LedgerReplayed(1, 1), (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), "news", Now.AddDays(-1), None)).Value);
        Assert.Equal(["1&12", "2&1"], Keys("mailings").Order());
    }

    private async Task<(Actor Person, Guid Request)> GrantedAsync()
    {
        var person = await LinkedAsync();
        var sent = await SubmitAsync(person, scope: RequestScope.Everything);
        Assert.Null((await GrantAsync(sent.Request)).Problem);
        return (person, sent.Request);
    }

    private async Task<(Actor Person, Guid Request)> ApprovedAsync()
    {
        var granted = await GrantedAsync();
        await ApproveAsync(granted.Request);
        return granted;
    }

    private async Task ApproveAsync(Guid request)
    {
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem);
        Assert.Null((await Get<ApproveErasure>().RunAsync(Officer, request, (await PlanAsync(request)).Revision, None)).Problem);
    }

    private async Task CarryOutAsync()
    {
        var done = await Get<CarryOutErasure>().RunAsync(Actor.Portal, None);
        Assert.True(done is { Problem: null, Value: true });
    }

    private static IReadOnlySet<string> Meant(ErasurePlan plan, string source) =>
        plan.Lines.Where(line => line.IsCarriedOut && line.Source == source).Select(line => line.Dataset).ToHashSet();

    private async Task<ErasureStep> StepAsync(Guid request, string dataset) => (await Get<ReadErasure>().RunAsync(Officer, request, None)).Value!.Steps.Single(s => s.Dataset == dataset);

    private Task<ErasurePlan> PlanAsync(Guid request) => ReadAsync(db => db.ErasurePlans.Where(p => p.CausedBy == request).OrderByDescending(p => p.Round).FirstAsync());
}

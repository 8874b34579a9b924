using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Retention;

/// <summary>Base of the tests of sweeps: the clinic of the erasures, whose log lines have twelve months. Today is 2 March 2026.</summary>
public abstract class SweepTests(Provider provider) : ErasureTests(provider)
{
    /// <summary>A member of the clinic whom the portal knows.</summary>
    protected async Task<Actor> LinkedAsync(int member)
    {
        var person = await AddPersonAsync($"member{member}@example.org");
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(person.Subject!.Value, "clinic");
        link.Record([$"members:{member}"], isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return person;
    }

    protected async Task HoldAsync(HoldTarget target) => Assert.Null((await Get<PlaceHold>().RunAsync(
        Officer, Guid.NewGuid(), new HoldOrder(target, HoldGround.LegalClaims, "Court", "A claim", new DateOnly(2026, 9, 1)), None)).Problem);

    /// <summary>Counted, and approved as it was counted.</summary>
    protected async Task<RetentionSweep> ApprovedSweepAsync()
    {
        var sweep = await PlannedAsync();
        Assert.Null((await ApproveAsync(sweep)).Problem);
        return sweep;
    }

    protected async Task<RetentionSweep> PlannedAsync()
    {
        Assert.Null((await Get<PlanSweep>().RunAsync(Officer, None)).Problem);
        return await OpenSweepAsync();
    }

    protected async Task<Result> ApproveAsync(RetentionSweep sweep, Actor? by = null) => await Get<ApproveSweep>().RunAsync(by ?? Officer, sweep.Id, sweep.Revision, None);

    /// <returns>Whether there was something to carry out.</returns>
    protected async Task<bool> CarryOutSweepAsync()
    {
        var done = await Get<CarryOutSweep>().RunAsync(Actor.Portal, None);
        Assert.Null(done.Problem);
        return done.Value;
    }

    protected Task<RetentionSweep> OpenSweepAsync() => ReadAsync(db => db.RetentionSweeps.SingleAsync(s => s.Open == true));

    protected async Task<SweepView> ViewAsync(Guid id) => (await Get<ReadSweep>().RunAsync(Officer, id, None)).Value!;

    protected async Task<ErasureStep> StepAsync(Guid sweep) => (await ViewAsync(sweep)).Steps.Single(step => step.Dataset == "logs");

    /// <summary>The log lines there are.</summary>
    protected async Task<IReadOnlyList<string>> LogsAsync() => [.. (await HeldAsync()).Where(line => line.StartsWith("logs: ", StringComparison.Ordinal)).Select(line => line["logs: ".Length..])];
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>How much waits for somebody.</summary>
/// <param name="Breaches">Data breaches of which nothing is settled with the authority yet: their clock runs, or is over.</param>
/// <param name="BreachesOver">Those of them whose 72 hours are over.</param>
/// <param name="Measures">Security measures whose day of review is there.</param>
/// <param name="Disagreements">Findings of the lint: two things contradict each other.</param>
/// <param name="Gaps">Findings of the lint: something is left open, and no officer accepted that.</param>
/// <param name="Endless">Kinds of records of which nobody can say when they go.</param>
/// <param name="Due">The records whose period has ended; null where nobody counted since the last sweep.</param>
/// <param name="LastSweep">The last sweep that is done; null where there was none.</param>
public sealed record Concerns(int Breaches, int BreachesOver, int Measures, int Disagreements, int Gaps, int Endless, RecordsDue? Due, SweptRecords? LastSweep);

/// <summary>Records whose period has ended, as they were counted last.</summary>
/// <param name="CountedOn">The day in Brussels.</param>
/// <param name="Count">How many, held ones among them.</param>
/// <param name="Held">How many of them something held on that day.</param>
/// <param name="State">How far their sweep is.</param>
/// <param name="IsComplete">Whether every source could be counted.</param>
public sealed record RecordsDue(DateOnly CountedOn, long Count, long Held, ErasurePlanState State, bool IsComplete);

/// <summary>What a sweep did.</summary>
/// <param name="Day">The day it was made on, in Brussels.</param>
/// <param name="Erased">How many records went or lost what pointed to a person.</param>
/// <param name="Held">How many stayed because something held them.</param>
public sealed record SweptRecords(DateOnly Day, long Erased, long Held);

/// <summary>What the team must see first: numbers only, from what the portal knows itself. No source is asked.</summary>
public sealed class ReadConcerns(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, RegisterCache registers, RegisterFacts facts, Guard guard, TimeProvider clock)
{
    public async Task<Result<Concerns>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadConcerns) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (today, now) = (BrusselsTime.Today(clock), clock.GetUtcNow());
        if (await registers.OnAsync(db, today, ct) is not { } register || await facts.LintAsync(db, ct) is not { } lint) return new RegisterMissing();
        return new Concerns(
            await db.Breaches.CountAsync(breach => breach.ClockEndsAt != null, ct),
            await db.Breaches.CountAsync(breach => breach.ClockEndsAt < now, ct),
            await db.Measures.CountAsync(measure => measure.EndedOn == null && measure.NextReviewOn <= today, ct),
            lint.Lines.Count(line => line.Finding.Severity == LintSeverity.Disagreement),
            lint.Lines.Count(line => line.Finding.Severity == LintSeverity.Gap && line.Accepted is null),
            ListRetention.Lines(sources, register).Count(line => line.Gap is not null),
            await DueAsync(db, ct), await LastSweepAsync(db, ct));
    }

    private static async Task<RecordsDue?> DueAsync(PortalDb db, CancellationToken ct) =>
        await db.RetentionSweeps.AsNoTracking().SingleOrDefaultAsync(sweep => sweep.Open == true, ct) is { } open
            ? new RecordsDue(open.Day, open.Due, open.Due - open.Count, open.State, open.Missing.Count == 0)
            : null;

    private static Task<SweptRecords?> LastSweepAsync(PortalDb db, CancellationToken ct) =>
        db.RetentionSweeps.Where(sweep => sweep.State == ErasurePlanState.Done).OrderByDescending(sweep => sweep.Day).ThenByDescending(sweep => sweep.Id)
            .Select(sweep => new SweptRecords(
                sweep.Day,
                db.ErasureSteps.Where(step => step.PlanId == sweep.Id).Sum(step => step.Deleted + step.Changed),
                db.ErasureSteps.Where(step => step.PlanId == sweep.Id).Sum(step => step.Held)))
            .FirstOrDefaultAsync(ct);
}

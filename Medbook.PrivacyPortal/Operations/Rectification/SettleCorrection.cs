using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>What an officer makes of a correction that waits for them.</summary>
public enum CorrectionVerdict
{
    /// <summary>The portal writes a value: over what it found, or another one than was proposed.</summary>
    Write,
    /// <summary>It was corrected in the source by hand; the portal looks.</summary>
    DoneByHand,
    /// <summary>The value stays as it is, for a reason that the person reads.</summary>
    Leave,
}

/// <summary>The correction an officer decides about, as they saw it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Id">The correction.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague, or the portal, was faster.</param>
public sealed record SeenCorrection(Guid Request, Guid Id, Guid Revision);

/// <summary>An officer decides anew about a correction that was in conflict, or that the portal cannot write.</summary>
/// <remarks>GDPR 16.</remarks>
public sealed class SettleCorrection(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, CorrectionNews news, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">The correction as they saw it.</param>
    /// <param name="verdict">What they decide.</param>
    /// <param name="text">The value that is written, or the reason why nothing is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, SeenCorrection seen, CorrectionVerdict verdict, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SettleCorrection) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = await db.Corrections.Where(c => c.RequestId == seen.Request).ToListAsync(ct);
        if (all.Find(one => one.Id == seen.Id) is not { } one) return new NotFound();
        if (one.Subject == who.Subject) return new OwnCase();
        var isAsSeen = one.Revision == seen.Revision;
        var now = clock.GetUtcNow();
        var decided = verdict switch
        {
            CorrectionVerdict.Write => await WriteAsync(db, one, text, who, ct),
            CorrectionVerdict.DoneByHand => await LookAsync(db, one, ct) is { } problem ? problem : one.CorrectByHand(who, now),
            CorrectionVerdict.Leave => one.Leave(text, who, now),
        };
        if (decided.Problem is { } fault) return fault;
        if (!isAsSeen) return new ChangedMeanwhile();

        if (verdict == CorrectionVerdict.Write) await AskRunAsync(db, one, now, ct);
        else await news.TellAsync(db, await db.Requests.SingleAsync(r => r.Id == one.RequestId, ct), all, [one], now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CorrectionSettled, now, one.Subject, one.RequestId.ToString(), verdict.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }

    // A run of its own: the one of the request may be under way for others, and would not see it.
    private static async Task AskRunAsync(PortalDb db, Correction one, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Runs.SingleOrDefaultAsync(r => r.Kind == RunKind.Rectify && r.Reference == one.Id, ct) is { } run) run.AskAgain(now);
        else db.Runs.Add(Run.Ask(RunKind.Rectify, one.Subject, one.Id, now));
    }

    // A value that does not fit is said before it is intended.
    private async Task<Result> WriteAsync(PortalDb db, Correction one, string value, Actor who, CancellationToken ct)
    {
        var over = one.State == CorrectionState.Conflict ? one.Found : one.Expected;
        if (one.NeedsOfficer)
        {
            var foreseen = await ForeseeAsync(db, one, over, value, ct);
            if (!foreseen.IsOk) return foreseen.Problem;
            if (foreseen.Value.Outcome.Obstacle is { } obstacle) return new CorrectionHindered(obstacle);
        }
        return one.WriteOver(value, over, who);
    }

    // What can be read is looked at. A proposal in the person's own words can be compared with nothing: the officer's word counts.
    private async Task<Problem?> LookAsync(PortalDb db, Correction one, CancellationToken ct)
    {
        if (!one.NeedsOfficer) return null;
        var foreseen = await ForeseeAsync(db, one, one.Expected, one.Proposed, ct);
        if (!foreseen.IsOk) return foreseen.Problem;
        var (outcome, field) = foreseen.Value;
        var isComparable = field is not null && (one.Proposed.Length == 0 || ValueForm.Read(field.Field, one.Proposed) is not null);
        return isComparable && outcome.State != CellState.AsProposed ? new CorrectionNotThere() : null;
    }

    private async Task<Result<Foreseen>> ForeseeAsync(PortalDb db, Correction one, string? expected, string proposed, CancellationToken ct)
    {
        var persons = await PersonInSource.AllOfAsync(db, sources, one.Subject, ct);
        var (place, obstacle) = CorrectionPlace.Find(persons, new ScopedRow(one.Source, one.Dataset, one.Record), one.Field);
        if (place is null) return new Foreseen(new CellOutcome(CellState.Hindered, Found: null, obstacle), Field: null);
        try
        {
            await using var reading = await place.Source.OpenAsync(ct);
            return new Foreseen(await reading.ForeseeAsync(place.To(expected, proposed), ct), place.Field);
        }
        catch (SourceException)
        {
            return new SourceNotReadable(place.Source.Map.Label);
        }
    }

    private sealed record Foreseen(CellOutcome Outcome, ReadField? Field);
}

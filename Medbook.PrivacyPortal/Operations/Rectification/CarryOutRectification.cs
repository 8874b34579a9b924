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

/// <summary>
/// Carries out the corrections that wait longest: each value changes in its source, only where it is still the one that was shown; then
/// all outcomes, their mails and the end of the run are written together. An instance that dies leaves intents without an outcome: the
/// next one reads the sources, and what holds the new value was written.
/// </summary>
/// <remarks>GDPR 16.</remarks>
public sealed partial class CarryOutRectification(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, CorrectionNews news, Guard guard, TimeProvider clock, ILogger<CarryOutRectification> log)
{
    private const string NoAnswer = "no-answer";

    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down; another one goes on once its lease is over.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CarryOutRectification) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, RunKind.Rectify, clock.GetUtcNow(), ct) is { } run)
        {
            var request = await db.Requests.SingleAsync(r => db.Corrections.Any(c => c.RequestId == r.Id && (c.RequestId == run.Reference || c.Id == run.Reference)), ct);
            var all = await db.Corrections.Where(c => c.RequestId == request.Id).OrderBy(c => c.Position).ToListAsync(ct);
            if (run.TriesAreSpent)
            {
                if (await GiveUpAsync(db, who, request, all, run, ct)) return true;
            }
            else
            {
                run.Claim(clock.GetUtcNow());
                db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RectificationBegun, clock.GetUtcNow(), request.Subject, request.Id.ToString(), $"try {run.Tries}"));
                if (await SaveAsync(db, request.Id))
                {
                    await WriteAsync(db, who, request, all, run, ct);
                    return true;
                }
            }
            // Another instance was faster: look again.
            db.ChangeTracker.Clear();
        }
        return false;
    }

    private async Task WriteAsync(PortalDb db, Actor who, RightsRequest request, List<Correction> all, Run run, CancellationToken ct)
    {
        await using var pulse = new RunPulse(dbs, run, clock, ct);
        var intended = all.FindAll(one => one.State == CorrectionState.Intended);
        try
        {
            var persons = await PersonInSource.AllOfAsync(db, sources, request.Subject, pulse.Token);
            foreach (var source in intended.GroupBy(one => one.Source)) await ChangeAsync(persons, [.. source], pulse);
            await pulse.EndAsync();
            // What was not answered is asked again when the lease is over.
            if (intended.TrueForAll(one => one.State != CorrectionState.Intended)) run.Done(intended.Count, clock.GetUtcNow());
            await EndAsync(db, who, request, all, intended, ct);
        }
        catch (Exception) when (pulse.Heard == Heartbeat.Lost)
        {
            LogLost(request.Id);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The portal stops. What was written is found written once the lease is over.
        }
    }

    private async Task ChangeAsync(IReadOnlyList<PersonInSource> persons, IReadOnlyList<Correction> some, RunPulse pulse)
    {
        SourceCorrecting? correcting = null;
        try
        {
            foreach (var one in some)
            {
                var (place, obstacle) = CorrectionPlace.Find(persons, new ScopedRow(one.Source, one.Dataset, one.Record), one.Field);
                if (place is not null) correcting ??= await place.Source.OpenForCorrectionAsync(pulse.Token);
                var outcome = place is null
                    ? new CellOutcome(CellState.Hindered, Found: null, obstacle)
                    : await correcting!.ChangeAsync(place.To(one.Expected, one.Proposed), pulse.Token);
                Answer(one, outcome);
                LogWritten(one.Id, one.State);
            }
        }
        catch (SourceException fault)
        {
            LogSource(some[0].RequestId, fault.SourceName, fault.Fault, fault.EngineCode);
        }
        finally
        {
            if (correcting is not null) await correcting.DisposeAsync();
        }
    }

    private void Answer(Correction one, CellOutcome outcome)
    {
        switch (outcome.State)
        {
            case CellState.AsShown or CellState.AsProposed:
                one.Write(clock.GetUtcNow());
                break;
            case CellState.Other:
                one.FindOther(outcome.Found);
                break;
            case CellState.Hindered:
                one.Hinder(outcome.Obstacle!.Value);
                break;
        }
    }

    private Task<bool> GiveUpAsync(PortalDb db, Actor who, RightsRequest request, List<Correction> all, Run run, CancellationToken ct)
    {
        var intended = all.FindAll(one => one.State == CorrectionState.Intended);
        foreach (var one in intended) one.Hinder(CorrectionObstacle.NoAnswer);
        run.Fail(NoAnswer, clock.GetUtcNow());
        return EndAsync(db, who, request, all, intended, ct);
    }

    private async Task<bool> EndAsync(PortalDb db, Actor who, RightsRequest request, List<Correction> all, List<Correction> intended, CancellationToken ct)
    {
        var (now, answered) = (clock.GetUtcNow(), intended.FindAll(one => one.State != CorrectionState.Intended));
        await news.TellAsync(db, request, all, answered, now, ct);
        var detail = string.Join(", ", answered.GroupBy(one => one.State).OrderBy(state => state.Key).Select(state => $"{state.Key} {state.Count()}").DefaultIfEmpty("no answer"));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RectificationCarriedOut, now, request.Subject, request.Id.ToString(), detail));
        return await SaveAsync(db, request.Id);
    }

    // What has happened is written down, whoever is in a hurry to stop.
    private async Task<bool> SaveAsync(PortalDb db, Guid request)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            LogLost(request);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Corrections of request {Id}: another instance has them.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Debug, "Correction {Id}: {State}.")]
    private partial void LogWritten(Guid id, CorrectionState state);

    [LoggerMessage(LogLevel.Warning, "Corrections of request {Id}: source {Source} failed ({Fault} {Code}); they are tried again.")]
    private partial void LogSource(Guid id, string source, SourceFault fault, string? code);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// Carries out the approved plan that waits longest: claims its run, erases kind of record by kind of record from where it stands, looks
/// again whether anything is left, and writes the certificate. An instance that dies leaves its checkpoints to the next one.
/// </summary>
/// <remarks>Rules D1-D3.</remarks>
public sealed partial class CarryOutErasure(
    IDbContextFactory<PortalDb> dbs, ErasureWork work, DestructionLedger ledger, SigningKeys keys, RecipientNotices recipients, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<CarryOutErasure> log)
{
    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance goes on.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CarryOutErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, RunKind.Erase, clock.GetUtcNow(), ct) is { } run)
        {
            var plan = await db.ErasurePlans.SingleAsync(p => p.Id == run.Reference, ct);
            if (run.TriesAreSpent)
            {
                if (await StopAsync(db, who, plan, run, ErasureWork.Interrupted)) return true;
            }
            else
            {
                run.Claim(clock.GetUtcNow());
                if (await SaveAsync(db, who, plan, AuditAction.ErasureBegun, $"try {run.Tries}"))
                {
                    await EraseAsync(db, who, plan, run, ct);
                    return true;
                }
            }
            // Another instance was faster: look again.
            db.ChangeTracker.Clear();
        }
        return false;
    }

    private async Task EraseAsync(PortalDb db, Actor who, ErasurePlan plan, Run run, CancellationToken ct)
    {
        await using var pulse = new RunPulse(dbs, run, clock, ct);
        try
        {
            var done = await work.RunAsync(plan, pulse);
            if (done.Problem is { } code) await StopAsync(db, who, plan, run, code);
            else await FinishAsync(db, who, plan, run, done, pulse);
        }
        catch (SourceException fault)
        {
            LogSource(plan.Id, fault.SourceName, fault.Fault, fault.EngineCode);
            await StopAsync(db, who, plan, run, $"source-{fault.Fault}");
        }
        catch (VaultException fault)
        {
            // The key that signs lies under the vault's master key: without it there is no certificate, and without that it is not done.
            LogVault(fault, plan.Id);
            await StopAsync(db, who, plan, run, ErasureWork.NotSigned);
        }
        catch (LedgerException fault)
        {
            // Nothing more is destroyed that a restored backup would bring back.
            LogLedger(fault, plan.Id);
            await StopAsync(db, who, plan, run, ErasureWork.NotInLedger);
        }
        catch (Exception) when (pulse.Heard == Heartbeat.Lost)
        {
            LogLost(plan.Id);
        }
        catch (DbUpdateConcurrencyException)
        {
            LogLost(plan.Id);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            run.LetGo();
            await SaveAsync(db, who, plan, AuditAction.ErasureInterrupted, null);
        }
    }

    private async Task FinishAsync(PortalDb db, Actor who, ErasurePlan plan, Run run, ErasureOutcome done, RunPulse pulse)
    {
        var request = await db.Requests.SingleAsync(r => r.Id == plan.RequestId, pulse.Token);
        using var signer = await keys.OpenAsync(pulse.Token);
        var now = clock.GetUtcNow();
        var certificate = ErasureCertificate.Of(plan, request.Number!, done, await ledger.AppendAsync([], pulse.Token), now).ToBytes();
        await pulse.EndAsync();
        plan.Finish(ErasureCertificate.TextOf(certificate), signer.Sign(certificate), now);
        run.Done(done.Steps.Sum(step => step.Erased), now);
        await recipients.AddAsync(
            db, request, NoticeDeed.Erased, [.. done.Steps.Where(step => step.Erased > 0).Select(step => TouchedData.Kind(step.Source, step.Dataset))], now, CancellationToken.None);
        foreach (var link in await db.SubjectLinks.Where(l => l.Subject == plan.Subject && done.Forgotten.Contains(l.Source)).ToListAsync(CancellationToken.None)) link.Forget(now);
        if (await CaseRecipient.OfAsync(db, request, settings, CancellationToken.None) is { } to) db.OutgoingMails.Add(CaseMails.Erased(to, request, now));
        if (!await SaveAsync(db, who, plan, AuditAction.ErasureDone, ErasureCertificate.HashOf(certificate))) LogLost(plan.Id);
    }

    private async Task<bool> StopAsync(PortalDb db, Actor who, ErasurePlan plan, Run run, string code)
    {
        var now = clock.GetUtcNow();
        plan.Stop(code, now);
        run.Fail(code, now);
        LogStopped(plan.Id, code);
        return await SaveAsync(db, who, plan, AuditAction.ErasureStopped, code);
    }

    // What has happened is written down, whoever is in a hurry to stop.
    private async Task<bool> SaveAsync(PortalDb db, Actor who, ErasurePlan plan, AuditAction action, string? detail)
    {
        db.AuditEntries.Add(AuditEntry.Of(who, action, clock.GetUtcNow(), plan.Subject, plan.RequestId.ToString(), detail));
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Erasure {Id}: another instance has it.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Warning, "Erasure {Id} stopped ({Why}); an officer can have it tried again.")]
    private partial void LogStopped(Guid id, string why);

    [LoggerMessage(LogLevel.Warning, "Erasure {Id}: source {Source} failed ({Fault} {Code}).")]
    private partial void LogSource(Guid id, string source, SourceFault fault, string? code);

    [LoggerMessage(LogLevel.Error, "Erasure {Id}: the ledger of destructions cannot be used.")]
    private partial void LogLedger(LedgerException fault, Guid id);

    [LoggerMessage(LogLevel.Error, "Erasure {Id}: the certificate cannot be signed.")]
    private partial void LogVault(VaultException fault, Guid id);
}

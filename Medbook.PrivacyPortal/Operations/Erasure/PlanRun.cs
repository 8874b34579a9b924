using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What carrying out a plan has in common, whoever asked for it: the run is claimed, a certificate is signed once the work is whole, and
/// what stops it is a code on the plan. An instance that dies leaves its checkpoints to the next one.
/// </summary>
/// <remarks>Rules D1-D3.</remarks>
public abstract partial class PlanRun<TPlan>(
    IDbContextFactory<PortalDb> dbs, DestructionLedger ledger, SigningKeys keys, PortalSettings settings, TimeProvider clock, ILogger log) where TPlan : DestructionPlan
{
    /// <summary>The settings of the portal.</summary>
    private protected PortalSettings Settings => settings;

    /// <summary>The kind of its runs.</summary>
    private protected abstract RunKind Kind { get; }

    /// <summary>What is written about a run.</summary>
    private protected abstract RunActions Actions { get; }

    /// <summary>Carries out the plan that waits longest.</summary>
    /// <returns>Whether there was one.</returns>
    private protected async Task<bool> CarryOutNextAsync(Actor who, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, Kind, clock.GetUtcNow(), ct) is { } run)
        {
            var plan = await FindAsync(db, run.Reference, ct);
            if (run.TriesAreSpent)
            {
                if (await StopAsync(db, who, plan, run, "interrupted")) return true;
            }
            else
            {
                run.Claim(clock.GetUtcNow());
                if (await SaveAsync(db, who, plan, Actions.Begun, $"try {run.Tries}"))
                {
                    await CarryOutAsync(db, who, plan, run, ct);
                    return true;
                }
            }
            // Another instance was faster: look again.
            db.ChangeTracker.Clear();
        }
        return false;
    }

    /// <summary>The plan of a run.</summary>
    private protected abstract Task<TPlan> FindAsync(PortalDb db, Guid id, CancellationToken ct);

    /// <summary>Whom the plan is about, and by what an audit entry names it.</summary>
    private protected abstract (SubjectKey? Subject, string Reference) About(TPlan plan);

    /// <summary>The page on which an officer has it tried again, without a slash at its start.</summary>
    private protected abstract string PageOf(TPlan plan);

    /// <summary>The work.</summary>
    private protected abstract Task<ErasureOutcome> WorkAsync(TPlan plan, RunPulse pulse);

    /// <summary>The certificate of work that is whole.</summary>
    private protected abstract Task<byte[]> CertifyAsync(PortalDb db, TPlan plan, ErasureOutcome done, LedgerPlace ledger, DateTimeOffset now, CancellationToken ct);

    /// <summary>What else belongs to the transaction that ends the run.</summary>
    private protected abstract Task CompleteAsync(PortalDb db, TPlan plan, ErasureOutcome done, DateTimeOffset now);

    private async Task CarryOutAsync(PortalDb db, Actor who, TPlan plan, Run run, CancellationToken ct)
    {
        await using var pulse = new RunPulse(dbs, run, clock, ct);
        try
        {
            var done = await WorkAsync(plan, pulse);
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
            await StopAsync(db, who, plan, run, "not-signed");
        }
        catch (LedgerException fault)
        {
            // Nothing more is destroyed that a restored backup would bring back.
            LogLedger(fault, plan.Id);
            await StopAsync(db, who, plan, run, "not-in-ledger");
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
            await SaveAsync(db, who, plan, Actions.Interrupted, null);
        }
    }

    private async Task FinishAsync(PortalDb db, Actor who, TPlan plan, Run run, ErasureOutcome done, RunPulse pulse)
    {
        using var signer = await keys.OpenAsync(pulse.Token);
        var now = clock.GetUtcNow();
        var certificate = await CertifyAsync(db, plan, done, await ledger.AppendAsync([], pulse.Token), now, pulse.Token);
        await pulse.EndAsync();
        plan.Finish(CertificateText.Of(certificate), signer.Sign(certificate), now);
        run.Done(done.Steps.Sum(step => step.Erased), now);
        await CompleteAsync(db, plan, done, now);
        if (!await SaveAsync(db, who, plan, Actions.Done, CertificateText.HashOf(certificate))) LogLost(plan.Id);
    }

    private async Task<bool> StopAsync(PortalDb db, Actor who, TPlan plan, Run run, string code)
    {
        var now = clock.GetUtcNow();
        plan.Stop(code, now);
        run.Fail(code, now);
        foreach (var officer in await CaseTeam.ReachAsync(db, Role.Officer, CancellationToken.None)) db.OutgoingMails.Add(ErasureMails.Stopped(officer, PageOf(plan), settings, now));
        LogStopped(plan.Id, code);
        return await SaveAsync(db, who, plan, Actions.Stopped, code);
    }

    // What has happened is written down, whoever is in a hurry to stop.
    private async Task<bool> SaveAsync(PortalDb db, Actor who, TPlan plan, AuditAction action, string? detail)
    {
        var (subject, reference) = About(plan);
        db.AuditEntries.Add(AuditEntry.Of(who, action, clock.GetUtcNow(), subject, reference, detail));
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

    [LoggerMessage(LogLevel.Warning, "Plan {Id}: another instance has it.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Warning, "Plan {Id} stopped ({Why}); an officer can have it tried again.")]
    private partial void LogStopped(Guid id, string why);

    [LoggerMessage(LogLevel.Warning, "Plan {Id}: source {Source} failed ({Fault} {Code}).")]
    private partial void LogSource(Guid id, string source, SourceFault fault, string? code);

    [LoggerMessage(LogLevel.Error, "Plan {Id}: the ledger of destructions cannot be used.")]
    private partial void LogLedger(LedgerException fault, Guid id);

    [LoggerMessage(LogLevel.Error, "Plan {Id}: the certificate cannot be signed.")]
    private partial void LogVault(VaultException fault, Guid id);
}

/// <summary>What is written about a run: its beginning, that it was let go, that it stopped, that it is done.</summary>
internal sealed record RunActions(AuditAction Begun, AuditAction Interrupted, AuditAction Stopped, AuditAction Done);

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
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
public sealed class CarryOutErasure(
    IDbContextFactory<PortalDb> dbs, ErasureWork work, DestructionLedger ledger, SigningKeys keys, RecipientNotices recipients, BackupShelf shelf, PortalSettings settings, Guard guard, TimeProvider clock,
    ILogger<CarryOutErasure> log) : PlanRun<ErasurePlan>(dbs, ledger, keys, settings, clock, log)
{
    private protected override RunKind Kind => RunKind.Erase;

    private protected override RunActions Actions { get; } =
        new(AuditAction.ErasureBegun, AuditAction.ErasureInterrupted, AuditAction.ErasureStopped, AuditAction.ErasureDone);

    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance goes on.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CarryOutErasure) is { } denied) return denied;
        return await CarryOutNextAsync(who, ct);
    }

    private protected override Task<ErasurePlan> FindAsync(PortalDb db, Guid id, CancellationToken ct) => db.ErasurePlans.SingleAsync(p => p.Id == id, ct);

    private protected override (SubjectKey? Subject, string Reference) About(ErasurePlan plan) => (plan.Subject, plan.CausedBy.ToString());

    private protected override string PageOf(ErasurePlan plan) => plan.RequestId is { } request ? $"manage/requests/{request}" : $"manage/erasures/{plan.CausedBy}";

    private protected override Task<ErasureOutcome> WorkAsync(ErasurePlan plan, RunPulse pulse) => work.RunAsync(plan, pulse);

    private protected override async Task<byte[]> CertifyAsync(PortalDb db, ErasurePlan plan, ErasureOutcome done, LedgerPlace place, DateTimeOffset now, CancellationToken ct)
    {
        var number = await db.Requests.Where(r => r.Id == plan.RequestId).Select(r => r.Number).SingleOrDefaultAsync(ct);
        var older = shelf.List().Where(backup => backup.At <= now).Select(backup => new CertifiedBackup(backup.Name, backup.At, backup.KeepUntil));
        return CertificateText.BytesOf(ErasureCertificate.Of(plan, number, done, place, now) with { OlderBackups = [.. older] });
    }

    private protected override async Task CompleteAsync(PortalDb db, ErasurePlan plan, ErasureOutcome done, DateTimeOffset now)
    {
        if (plan.RequestId is { } id)
        {
            var request = await db.Requests.SingleAsync(r => r.Id == id, CancellationToken.None);
            await recipients.AddAsync(db, request, NoticeDeed.Erased, [.. done.Steps.Where(step => step.Erased > 0).Select(step => TouchedData.Kind(step.Source, step.Dataset))], now, CancellationToken.None);
            if (await CaseRecipient.OfAsync(db, request, Settings, CancellationToken.None) is { } to) db.OutgoingMails.Add(CaseMails.Erased(to, request, now));
        }
        else if (plan.Cause == ErasureCause.AccountClosing)
        {
            // Who closed their account was written to before; there is no address any more. What something holds keeps the account, too.
            if (!await db.Subjects.AnyAsync(s => s.Key == plan.Subject, CancellationToken.None)
                && await db.AccountClosings.SingleAsync(c => c.Id == plan.CausedBy, CancellationToken.None) is { State: ClosingState.Begun } closing) closing.Close(now);
        }
        else if (await ErasureMails.WithdrawnAsync(db, plan, Settings, now) is { } mail)
        {
            db.OutgoingMails.Add(mail);
        }
        foreach (var link in await db.SubjectLinks.Where(l => l.Subject == plan.Subject && done.Forgotten.Contains(l.Source)).ToListAsync(CancellationToken.None)) link.Forget(now);
        foreach (var limits in await db.SystemLimits.Where(l => l.Subject == plan.Subject && done.Forgotten.Contains(l.Source)).ToListAsync(CancellationToken.None)) limits.Forget();
        // The key may be given to somebody else.
        await db.ChangeCalls.Where(c => c.Subject == plan.Subject && done.Forgotten.Contains(c.Source)).ExecuteDeleteAsync(CancellationToken.None);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>
/// Carries out the sweep that was approved: batch by batch from where it stands, again until nothing that has to go is left, and writes the
/// certificate. An instance that dies leaves its checkpoints to the next one.
/// </summary>
/// <remarks>Rules D1-D3; GDPR 5(1)(e).</remarks>
public sealed class CarryOutSweep(
    IDbContextFactory<PortalDb> dbs, SweepWork work, DestructionLedger ledger, SigningKeys keys, PortalSettings settings, Guard guard, TimeProvider clock,
    ILogger<CarryOutSweep> log) : PlanRun<RetentionSweep>(dbs, ledger, keys, settings, clock, log)
{
    private protected override RunKind Kind => RunKind.Sweep;

    private protected override RunActions Actions { get; } =
        new(AuditAction.SweepBegun, AuditAction.SweepInterrupted, AuditAction.SweepStopped, AuditAction.SweepDone);

    /// <param name="who">The portal, or its operator.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance goes on.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CarryOutSweep) is { } denied) return denied;
        return await CarryOutNextAsync(who, ct);
    }

    private protected override Task<RetentionSweep> FindAsync(PortalDb db, Guid id, CancellationToken ct) => db.RetentionSweeps.SingleAsync(s => s.Id == id, ct);

    private protected override (SubjectKey? Subject, string Reference) About(RetentionSweep sweep) => (null, sweep.Id.ToString());

    private protected override string PageOf(RetentionSweep sweep) => "manage/retention";

    private protected override Task<ErasureOutcome> WorkAsync(RetentionSweep sweep, RunPulse pulse) => work.RunAsync(sweep, pulse);

    private protected override Task<byte[]> CertifyAsync(PortalDb db, RetentionSweep sweep, ErasureOutcome done, LedgerPlace place, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(CertificateText.BytesOf(SweepCertificate.Of(sweep, done, place, now)));

    // Nobody in particular has to be told.
    private protected override Task CompleteAsync(PortalDb db, RetentionSweep sweep, ErasureOutcome done, DateTimeOffset now) => Task.CompletedTask;
}

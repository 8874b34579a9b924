using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>
/// An officer adds a file for the next review of a measure. It comes in as the files of cases do, under the key of the measure; until the
/// review is saved nobody else sees it.
/// </summary>
public sealed partial class AttachEvidence(
    IDbContextFactory<PortalDb> dbs, FileVault vault, VaultIntake intake, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<AttachEvidence> log)
{
    /// <param name="who">The officer.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="id">Identifier, chosen by the page: sent twice, it is there once.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="content">The file; it is read once, and nothing about it is trusted.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<EvidenceFile>> RunAsync(Actor who, Guid measure, Guid id, string? name, Stream content, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AttachEvidence) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Measures.Where(m => m.Id == measure).Select(m => new { m.EndedOn }).SingleOrDefaultAsync(ct);
        if (found is null) return new NotFound();
        if (found.EndedOn is not null) return new MeasureEnded();
        if (await FindAsync(db, who, measure, id, ct) is { } known) return known;
        if ((await RoomAsync(db, who, measure, id, ct)).Problem is { } full) return full;
        try
        {
            var into = await vault.NewFileAsync(measure, ct);
            var file = MeasureEvidence.Begin(id, measure, into.Id, who, clock.GetUtcNow());
            db.AddRange(into, file);
            if (await BeginAsync(db, who, file, ct) is { } other) return other;
            var filled = await intake.FillAsync(db, new BegunFile(file, into, name), () => RoomAsync(db, who, measure, id, ct),
                _ => AuditEntry.Of(who, AuditAction.EvidenceAdded, clock.GetUtcNow(), reference: measure.ToString(), detail: id.ToString()), content, ct);
            return filled.IsOk ? EvidenceFile.Of(file) : filled.Problem;
        }
        catch (VaultException fault)
        {
            LogVault(fault, id);
            return new FileVaultUnavailable();
        }
    }

    private static async Task<Result<EvidenceFile>?> FindAsync(PortalDb db, Actor who, Guid measure, Guid id, CancellationToken ct)
    {
        if (await db.MeasureEvidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } known) return null;
        return known.Measure == measure && known.By == who.Id && known.IsReadable ? EvidenceFile.Of(known) : new ChangedMeanwhile();
    }

    private async Task<Result<long>> RoomAsync(PortalDb db, Actor who, Guid measure, Guid id, CancellationToken ct) =>
        await EvidenceReach.Desk(db, who, measure).CountAsync(e => e.Id != id, ct) >= MeasureEvidence.MaxPerReview
            ? new FilesTooMany(MeasureEvidence.MaxPerReview)
            : settings.Uploads.FileBytes;

    private async Task<Result<EvidenceFile>?> BeginAsync(PortalDb db, Actor who, MeasureEvidence file, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Sent twice at the same moment. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await FindAsync(again, who, file.Measure, file.Id, ct) is { } other) return other;
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "File {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

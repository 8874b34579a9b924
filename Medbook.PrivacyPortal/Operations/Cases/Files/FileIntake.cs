using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A file that comes in.</summary>
/// <param name="Id">Identifier, chosen by the page: sent twice, it is there once.</param>
/// <param name="Request">The request it belongs to.</param>
/// <param name="Subject">Whose request it is, and under whose key the file lies.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="AsPerson">Whether it lies on the person's desk, or on an officer's.</param>
/// <param name="Name">What the sender calls it.</param>
public sealed record ArrivingFile(Guid Id, Guid Request, SubjectKey Subject, AttachmentPurpose Purpose, bool AsPerson, string? Name);

/// <summary>The way of a file of a case into the vault.</summary>
public sealed partial class FileIntake(
    IDbContextFactory<PortalDb> dbs, FileVault vault, VaultIntake intake, PortalSettings settings, TimeProvider clock, ILogger<FileIntake> log)
{
    /// <summary>Takes a file in; that <paramref name="who"/> may add it was checked.</summary>
    public async Task<Result<AttachedFile>> TakeAsync(Actor who, ArrivingFile arriving, Stream from, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await FindAsync(db, who, arriving, ct) is { } known) return known;
        if ((await RoomAsync(db, who, arriving, ct)).Problem is { } full) return full;
        try
        {
            var into = await vault.NewFileAsync(arriving.Subject.Value, ct);
            var file = CaseAttachment.Begin(
                arriving.Id, arriving.Request, arriving.Purpose, "", into.Id, who, clock.GetUtcNow(), arriving.AsPerson);
            db.AddRange(into, file);
            if (await BeginAsync(db, who, arriving, ct) is { } other) return other;
            var filled = await intake.FillAsync(db, new BegunFile(file, into, arriving.Name), () => RoomAsync(db, who, arriving, ct),
                accepted => AuditEntry.Of(who, AuditAction.FileAdded, clock.GetUtcNow(), arriving.Subject, file.Id.ToString(), accepted.Kind.ToString()), from, ct);
            return filled.IsOk ? AttachedFile.Of(file) : filled.Problem;
        }
        catch (VaultException fault)
        {
            LogVault(fault, arriving.Id);
            return new FileVaultUnavailable();
        }
    }

    private static async Task<Result<AttachedFile>?> FindAsync(PortalDb db, Actor who, ArrivingFile arriving, CancellationToken ct)
    {
        var known = await db.CaseAttachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == arriving.Id, ct);
        if (known is null) return null;
        var isOwn = known.RequestId == arriving.Request && (arriving.AsPerson ? known.By is Role.Member or Role.Guest : known.Officer == who.Id);
        return isOwn && known.IsReadable ? AttachedFile.Of(known) : new ChangedMeanwhile();
    }

    /// <summary>Bytes that the file may have. Others that are still coming count as large as one may be.</summary>
    private async Task<Result<long>> RoomAsync(PortalDb db, Actor who, ArrivingFile arriving, CancellationToken ct)
    {
        var desk = arriving.AsPerson ? FileReach.DeskOfPerson(db, arriving.Request) : FileReach.DeskOfOfficer(db, arriving.Request, who.Id);
        if (await desk.CountAsync(a => a.Id != arriving.Id && a.DestroyedAt == null, ct) >= CaseAttachment.MaxPerMessage)
        {
            return new FilesTooMany(CaseAttachment.MaxPerMessage);
        }
        var most = settings.Uploads.FileBytes;
        // What waits in other drafts counts too: drafts cost nothing, so their number is no limit.
        var cases = db.Requests.Where(r => r.Id == arriving.Request
            || (arriving.AsPerson && r.Subject == arriving.Subject && r.Status == RequestStatus.Draft)).Select(r => r.Id);
        var taken = await db.CaseAttachments.Where(a => cases.Contains(a.RequestId) && a.Id != arriving.Id && a.DestroyedAt == null)
            .SumAsync(a => a.Length == 0 ? most : a.Length, ct);
        return taken < CaseAttachment.MaxPerCase ? Math.Min(most, CaseAttachment.MaxPerCase - taken) : CaseFilesFull.AtLimit;
    }

    private async Task<Result<AttachedFile>?> BeginAsync(PortalDb db, Actor who, ArrivingFile arriving, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Sent twice at the same moment, or its draft was thrown away in it. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await FindAsync(again, who, arriving, ct) is { } other) return other;
            if (!await again.Requests.AnyAsync(r => r.Id == arriving.Request, ct)) return (Result<AttachedFile>)new NotFound();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "File {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

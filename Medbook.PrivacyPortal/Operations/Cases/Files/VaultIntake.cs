using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Files;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A file whose rows are committed and whose bytes come now.</summary>
/// <param name="File">As its room knows it.</param>
/// <param name="Into">Where it goes.</param>
/// <param name="Name">What its sender calls it.</param>
public sealed record BegunFile(IKeptFile File, VaultFile Into, string? Name);

/// <summary>
/// Fills a file of any room. Its row and its key are committed before its first byte, so that there are never bytes that nobody knows.
/// Where anything goes wrong both go again, and what was written is noise.
/// </summary>
public sealed partial class VaultIntake(
    IDbContextFactory<PortalDb> dbs, FileVault vault, PortalSettings settings, TimeProvider clock, ILogger<VaultIntake> log)
{
    /// <param name="db">Where both rows are tracked.</param>
    /// <param name="begun">The file.</param>
    /// <param name="room">Bytes it may have, counted now that others see this one too: of several that began at the same moment none gets over the limit.</param>
    /// <param name="entry">The audit entry of a file that was taken in.</param>
    /// <param name="from">Its bytes; they are read once, and nothing about them is trusted.</param>
    /// <exception cref="VaultException">The vault cannot be used.</exception>
    public async Task<Result> FillAsync(
        PortalDb db, BegunFile begun, Func<Task<Result<long>>> room, Func<AcceptedFile, AuditEntry> entry, Stream from, CancellationToken ct)
    {
        var isKept = false;
        try
        {
            var most = await room();
            if (most.Problem is { } full) return full;
            var outcome = await VaultBytes.WriteAsync(vault, begun.Into, begun.Name, most.Value, from, ct);
            if (outcome.Refusal == UploadRefusal.TooLarge && most.Value < settings.Uploads.FileBytes) return CaseFilesFull.AtLimit;
            if (!outcome.IsAccepted) return outcome.Refusal.Value.Problem(settings.Uploads);

            begun.Into.Complete(outcome.File.Length);
            begun.File.Complete(outcome.File.Kind.MediaType(), outcome.File.Length, outcome.File.Name);
            db.AuditEntries.Add(entry(outcome.File));
            await db.SaveChangesAsync(ct);
            isKept = true;
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was removed while it came, or what it belongs to was thrown away.
            return new ChangedMeanwhile();
        }
        finally
        {
            if (!isKept) await ForgetAsync(begun.File, begun.Into.Id);
        }
    }

    private async Task ForgetAsync(IKeptFile begun, Guid into)
    {
        try
        {
            await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
            var file = await db.VaultFiles.SingleAsync(f => f.Id == into);
            // A commit whose answer was lost may have been one; then the bytes are the file.
            if (file.State == VaultFileState.Ready) return;
            file.Destroy(clock.GetUtcNow());
            if (await db.FindAsync(begun.GetType(), begun.Id) is { } row) db.Remove(row);
            await db.SaveChangesAsync();
            DestroyedBytes.Remove(vault, into);
        }
        catch (Exception fault)
        {
            // The reason why the file was not kept counts more; the job destroys what stays.
            LogLeft(fault, begun.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "File {Id} was not kept, and could not be forgotten yet.")]
    private partial void LogLeft(Exception fault, Guid id);
}

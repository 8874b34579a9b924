using System.Text;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>A file of a mail that lies in the vault and belongs to no case yet.</summary>
internal sealed record TakenFile(Guid FileId, AcceptedFile Accepted);

/// <summary>
/// Brings what came with a mail into the vault, through the same gate as uploads, before the transaction of its case begins. A poller
/// that dies in between leaves files that <see cref="DropUnclaimedFiles"/> finds by their owner, whom nobody knows.
/// </summary>
public sealed class MailFiles(IDbContextFactory<PortalDb> dbs, FileVault vault, PortalSettings settings, TimeProvider clock)
{
    /// <summary>Takes the attachments of a mail, and the whole of its words where a request does not hold them.</summary>
    /// <returns>What was taken, and whether something was left.</returns>
    internal async Task<(IReadOnlyList<TakenFile> Taken, bool IsIncomplete)> TakeAsync(SubjectKey owner, IncomingMail mail, CancellationToken ct)
    {
        var (taken, left) = (new List<TakenFile>(), !mail.IsWhole);
        foreach (var attachment in Words(mail).Concat(mail.Attachments))
        {
            if (taken.Count < CaseAttachment.MaxPerMessage && await TakeAsync(owner, attachment, ct) is { } file) taken.Add(file);
            else left = true;
        }
        return (taken, left);
    }

    /// <summary>Makes taken files the files of a case, in the caller's transaction.</summary>
    internal async Task ClaimAsync(PortalDb db, IReadOnlyList<TakenFile> files, RightsRequest request, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var file in files)
        {
            var stored = await db.VaultFiles.SingleAsync(f => f.Id == file.FileId, ct);
            stored.Complete(file.Accepted.Length);
            var attachment = CaseAttachment.Begin(
                Guid.CreateVersion7(now), request.Id, AttachmentPurpose.Received, file.Accepted.Name, file.FileId, Actor.Portal, now);
            attachment.Complete(file.Accepted.Kind.MediaType(), file.Accepted.Length);
            attachment.Send(message: null, now);
            db.CaseAttachments.Add(attachment);
        }
    }

    /// <summary>Destroys taken files that no case got.</summary>
    internal async Task DropAsync(IReadOnlyList<TakenFile> files)
    {
        if (files.Count == 0) return;
        var ids = files.Select(file => file.FileId).ToList();
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        foreach (var file in await db.VaultFiles.Where(f => ids.Contains(f.Id)).ToListAsync(CancellationToken.None)) file.Destroy(clock.GetUtcNow());
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<TakenFile?> TakeAsync(SubjectKey owner, IncomingAttachment attachment, CancellationToken ct)
    {
        var file = await vault.NewFileAsync(owner.Value, ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync(ct);

        await using var from = attachment.Open();
        var outcome = await VaultBytes.WriteAsync(vault, file, attachment.Name, settings.Uploads.FileBytes, from, ct);
        if (outcome.File is { } accepted) return new TakenFile(file.Id, accepted);
        file.Destroy(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return null;
    }

    private static IEnumerable<IncomingAttachment> Words(IncomingMail mail)
    {
        var words = MailWords.All(mail.Subject, mail.Text);
        if (words.Length <= RightsRequest.MaxWords) return [];
        return [new IncomingAttachment("mail.txt", "text/plain", () => new MemoryStream(Encoding.UTF8.GetBytes(words)))];
    }
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.HandOver;

/// <summary>All that a pack says about one case. Notes are the team's own and not in it.</summary>
internal sealed record CaseRecord(
    RightsRequest Request, IReadOnlyList<CaseMessage> Messages, IReadOnlyList<CaseFile> Files,
    IReadOnlyList<IdentityQuestion> Identity, IReadOnlyList<AuditEntry> Audit)
{
    public static async Task<CaseRecord> ReadAsync(PortalDb db, Guid id, CancellationToken ct)
    {
        var request = await db.Requests.AsNoTracking().Include(r => r.Events.OrderBy(e => e.Id)).SingleAsync(r => r.Id == id, ct);
        var reference = id.ToString();
        var attachments = await db.CaseAttachments.AsNoTracking().Where(a => a.RequestId == id && a.SentAt != null).OrderBy(a => a.AddedAt).ToListAsync(ct);
        var kept = attachments.Where(a => a.IsReadable).Select(a => a.FileId).ToList();
        var files = await db.VaultFiles.AsNoTracking().Where(file => kept.Contains(file.Id)).ToDictionaryAsync(file => file.Id, ct);
        return new CaseRecord(request,
            await db.CaseMessages.AsNoTracking().Where(m => m.RequestId == id && m.Kind != MessageKind.Note).OrderBy(m => m.At).ToListAsync(ct),
            [.. attachments.Select(a => new CaseFile(a, a.IsReadable ? files.GetValueOrDefault(a.FileId) : null))],
            await db.IdentityQuestions.AsNoTracking().Where(q => q.RequestId == id).OrderBy(q => q.AskedAt).ToListAsync(ct),
            await db.AuditEntries.AsNoTracking().Where(e => e.Subject == request.Subject && e.Reference == reference).OrderBy(e => e.Id).ToListAsync(ct));
    }
}

/// <summary>A file of a case.</summary>
/// <param name="Attachment">What it is.</param>
/// <param name="File">Where its bytes lie; null where they are destroyed.</param>
internal sealed record CaseFile(CaseAttachment Attachment, VaultFile? File);

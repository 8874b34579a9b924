using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>What was taken out of a mailbox, from the rows of the mails that were.</summary>
internal sealed class MailboxLog(IDbContextFactory<PortalDb> dbs) : IMailboxLog
{
    public async Task<uint> LastUidAsync(string mailbox, uint uidValidity, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var last = await db.ReceivedMails.Where(mail => mail.Mailbox == mailbox && mail.UidValidity == uidValidity)
            .MaxAsync(mail => (long?)mail.Uid, ct);
        return (uint)(last ?? 0);
    }
}

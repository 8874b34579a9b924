using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Puts a mail that anybody can ask for into the outbox, not too many for one address or from one network address.</summary>
public sealed class AccountMailer(IDbContextFactory<PortalDb> dbs, Tries tries, AccountMails mails, ILookupNormalizer normalizer)
{
    /// <summary>
    /// Sends, and says the same whether it did: after the fifth mail to one address nothing more goes there for a while,
    /// and whoever asked is not told.
    /// </summary>
    public async Task<Result> SendAsync(string address, Caller caller, Func<AccountMails, OutgoingMail> write, CancellationToken ct)
    {
        if (await tries.TakeAsync(ThrottleRule.Network, ct, "mails-from", caller.Network) is { } spent) return spent;
        if (await tries.TakeAsync(ThrottleRule.Mails, ct, "mails-to", normalizer.NormalizeEmail(address)!) is not null) return Result.Ok;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.OutgoingMails.Add(write(mails));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}

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
        var mayGo = await TakeAsync(address, caller, ct);
        if (!mayGo.IsOk) return mayGo.Problem;
        if (!mayGo.Value) return Result.Ok;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.OutgoingMails.Add(write(mails));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    /// <summary>Takes one mail to an address, for who writes it in a transaction of their own.</summary>
    /// <returns>Whether it may go, which nobody is told; or that too many were asked from this network address.</returns>
    public async Task<Result<bool>> TakeAsync(string address, Caller caller, CancellationToken ct)
    {
        if (await tries.TakeAsync(ThrottleRule.Network, ct, "mails-from", caller.Network) is { } spent) return spent;
        return await tries.TakeAsync(ThrottleRule.Mails, ct, "mails-to", normalizer.NormalizeEmail(address)!) is null;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Mails the six digits that confirm the session somebody acts in.</summary>
public sealed class SendConfirmationCode(
    Guard guard, PortalDb db, UserManager<PortalUser> users, Tries tries, Sessions sessions, AccountMails mails, KeyedHash hash,
    TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SendConfirmationCode) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user || await sessions.OfAsync(who, ct) is not { } session) return new NotFound();
        if (!user.EmailConfirmed) return new AddressUnconfirmed();

        var now = clock.GetUtcNow();
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var code = await db.ConfirmationCodes.FindAsync([session.Id], ct);
        if (code is null) db.ConfirmationCodes.Add(ConfirmationCode.Send(session.Id, HashOf(hash, session, digits), now));
        else if (code.Renew(HashOf(hash, session, digits), now).Problem is { } soon) return soon;
        if (await tries.TakeAsync(ThrottleRule.Mails, ct, "codes-to", user.Id) is { } spent) return spent;

        db.OutgoingMails.Add(mails.Code(user.Email!, user.Language, digits));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    internal static string HashOf(KeyedHash hash, Session session, string digits) => hash.Of("confirmation", session.Id, digits);
}

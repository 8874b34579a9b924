using System.Globalization;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Guests;

/// <summary>
/// Mails six digits to whatever address was typed. Whether anybody is known by it is not even looked up, so neither the answer nor
/// the time it takes can tell; and nothing is kept of an address before it is proved.
/// </summary>
public sealed class AskForGuestCode(
    IDbContextFactory<PortalDb> dbs, AccountLinks links, AccountMailer mailer, AccountMails mails, KeyedHash hash, Guard guard, TimeProvider clock)
{
    /// <param name="who">A visitor.</param>
    /// <param name="email">The address as typed.</param>
    /// <param name="ticket">The ticket this browser holds already; a further code for the same address takes the place of its code.</param>
    /// <param name="language">Language of the mail.</param>
    /// <param name="caller">Where it comes from.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The ticket, sealed: with it and the digits a session is opened.</returns>
    public async Task<Result<string>> RunAsync(Actor who, string email, string? ticket, string language, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForGuestCode) is { } denied) return denied;
        if (MailAddress.ParseContact(email) is not { } address) return new AddressInvalid();

        var now = clock.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var earlier = links.Read<GuestTicket>(ticket) is { } held && held.Address == address
            ? await db.GuestCodes.FindAsync([held.Code], ct) : null;
        if (now < earlier?.SentAt + MailedCode.Pause) return new CodeJustSent();
        var mayGo = await mailer.TakeAsync(address, caller, ct);
        if (mayGo.Problem is { } spent) return spent;

        var id = earlier?.Id ?? Guid.NewGuid().ToString("n");
        // To an address that got too many mails none goes, and nobody is told. No digits open that ticket either: they could be tried without end.
        var digits = mayGo.Value ? RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture) : $"none {Guid.NewGuid():n}";
        var hashed = HashOf(hash, id, address, digits);
        if (earlier is null) db.GuestCodes.Add(GuestCode.Send(id, hashed, now));
        else if (mayGo.Value) earlier.Renew(hashed, now);
        if (mayGo.Value) db.OutgoingMails.Add(mails.Code(address, language, digits));
        await db.SaveChangesAsync(ct);
        await db.GuestCodes.Where(code => code.SentAt < now - MailedCode.Lifetime).ExecuteDeleteAsync(ct);
        return links.Make(new GuestTicket(id, address, now), MailedCode.Lifetime);
    }

    internal static string HashOf(KeyedHash hash, string id, string address, string digits) => hash.Of("guest", id, address, digits);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Mails the link that opens an account. Who already has one is told so by mail, so that the page says the same to everybody.
/// Nothing is kept, and no password is asked, before the mailbox has proved itself: nobody can lie in wait on an address
/// that is not theirs.
/// </summary>
public sealed class AskForAccount(
    Guard guard, UserManager<PortalUser> users, AccountLinks links, AccountMailer mailer, PortalSettings settings)
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public async Task<Result> RunAsync(Actor who, string email, string language, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForAccount) is { } denied) return denied;
        if (MailAddress.Parse(email) is not { } address) return new AddressInvalid();

        var known = await users.FindByEmailAsync(address);
        var link = links.Url("account/confirm-email", new OpenLink(address), Lifetime);
        return await mailer.SendAsync(address, caller, mails => known is null
            ? mails.Open(address, language, link)
            : mails.AlreadyOpen(known.Email!, known.Language, new Uri(settings.PublicUrl!, "account/sign-in")), ct);
    }
}

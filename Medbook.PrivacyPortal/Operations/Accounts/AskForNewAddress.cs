using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Mails a link to a new address; it becomes the account's once the link is used. Also confirms the address an account already has.</summary>
public sealed class AskForNewAddress(
    Guard guard, UserManager<PortalUser> users, AccountLinks links, AccountMailer mailer, PortalSettings settings)
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public async Task<Result> RunAsync(Actor who, string email, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForNewAddress) is { } denied) return denied;
        if (MailAddress.Parse(email) is not { } address) return new AddressInvalid();
        if (await users.FindByIdAsync(who.Id) is not { } user) return new NotFound();

        var holder = await users.FindByEmailAsync(address);
        var link = links.Url("account/confirm-address", new AddressLink(user.Id, user.SecurityStamp!, address), Lifetime);
        return await mailer.SendAsync(address, caller, mails => holder is null || holder.Id == user.Id
            ? mails.NewAddress(address, user.Language, link)
            : mails.AlreadyOpen(holder.Email!, holder.Language, new Uri(settings.PublicUrl!, "account/sign-in")), ct);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Mails the link that sets a new password; where there is no account, the mail says that instead.</summary>
public sealed class AskForNewPassword(
    Guard guard, UserManager<PortalUser> users, AccountLinks links, AccountMailer mailer, PortalSettings settings)
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<Result> RunAsync(Actor who, string email, string language, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForNewPassword) is { } denied) return denied;
        if (MailAddress.Parse(email) is not { } address) return new AddressInvalid();

        var known = await users.FindByEmailAsync(address);
        var link = links.Url("account/reset", new PasswordLink(known?.Id ?? "", known?.SecurityStamp ?? "", WasMailed: true), Lifetime);
        return await mailer.SendAsync(address, caller, mails => known is null
            ? mails.NoAccount(address, language, new Uri(settings.PublicUrl!, "account/register"))
            : mails.NewPassword(known.Email!, known.Language, link), ct);
    }
}

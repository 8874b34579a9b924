using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Names the texts of the mails about an account.</summary>
public sealed class AccountMailTexts;

/// <summary>The mails about an account, in the language of the person.</summary>
public sealed class AccountMails(IStringLocalizer<AccountMailTexts> texts, TimeProvider clock)
{
    /// <summary>The link that opens an account.</summary>
    public OutgoingMail Open(string to, string language, Uri link) => Write("open", to, language, link);

    /// <summary>Somebody asked for an account, and there is one.</summary>
    public OutgoingMail AlreadyOpen(string to, string language, Uri signIn) => Write("already-open", to, language, signIn);

    /// <summary>The link that sets a new password.</summary>
    public OutgoingMail NewPassword(string to, string language, Uri link) => Write("new-password", to, language, link);

    /// <summary>Somebody asked for a new password, and there is no account.</summary>
    public OutgoingMail NoAccount(string to, string language, Uri register) => Write("no-account", to, language, register);

    /// <summary>The link that confirms a new address.</summary>
    public OutgoingMail NewAddress(string to, string language, Uri link) => Write("new-address", to, language, link);

    /// <summary>To the old address: it is no longer the account's.</summary>
    public OutgoingMail AddressChanged(string to, string language, Uri portal) => Write("address-changed", to, language, portal);

    /// <summary>The password was changed; whoever did not do that has to know.</summary>
    public OutgoingMail PasswordChanged(string to, string language, Uri forgot) => Write("password-changed", to, language, forgot);

    /// <summary>Six digits.</summary>
    public OutgoingMail Code(string to, string language, string digits) =>
        Write("code", to, language, digits, (int)ConfirmationCode.Lifetime.TotalMinutes);

    private OutgoingMail Write(string key, string to, string language, params object[] arguments)
    {
        using (Speaking.In(language))
        {
            return OutgoingMail.Write(
                to, texts[$"{key}.subject"], texts[$"{key}.body", arguments], language, clock.GetUtcNow());
        }
    }
}

using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Accounts;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Names the texts of the mails about the closing of an account.</summary>
internal sealed class ClosingMailTexts;

/// <summary>The mails about the closing of an account, in the language of the person.</summary>
internal static class ClosingMails
{
    // An account that waits for an answer, or for an officer, may close long after its day; what a link allows is void once it is closed.
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(365);

    private static readonly CultureTexts Texts = new(typeof(ClosingMailTexts));

    /// <summary>That the account closes, when, and how to keep it.</summary>
    public static OutgoingMail Asked(string to, AccountClosing closing, AccountLinks links, DateTimeOffset now) => Write("asked", to, closing, Keep(closing, links), now);

    /// <summary>That nobody used the account for long; nothing happens yet.</summary>
    public static OutgoingMail Unused(string to, string language, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(language);
        return OutgoingMail.Write(
            to, Texts.In(culture, "unused.subject"),
            Texts.In(culture, "unused.body", settings.Erasure.UnusedMonths, AccountClosing.NoticeDays, new Uri(settings.PublicUrl!, "account")), culture.Name, now);
    }

    /// <summary>That the account closes because nobody used it, when, and how to keep it.</summary>
    public static OutgoingMail Proposed(string to, AccountClosing closing, AccountLinks links, DateTimeOffset now) => Write("proposed", to, closing, Keep(closing, links), now);

    /// <summary>That the day is near.</summary>
    public static OutgoingMail Reminder(string to, AccountClosing closing, AccountLinks links, DateTimeOffset now) => Write("reminder", to, closing, Keep(closing, links), now);

    /// <summary>The last mail: where it can be read what went and what stayed.</summary>
    public static OutgoingMail Begun(string to, AccountClosing closing, AccountLinks links, DateTimeOffset now) =>
        Write("begun", to, closing, links.Url("account/closed", new ClosedLink(closing.Id), LinkLifetime), now);

    private static Uri Keep(AccountClosing closing, AccountLinks links) => links.Url("account/keep", new KeepLink(closing.Id), LinkLifetime);

    private static OutgoingMail Write(string key, string to, AccountClosing closing, Uri link, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(closing.Language);
        return OutgoingMail.Write(
            to, Texts.In(culture, $"{key}.subject"), Texts.In(culture, $"{key}.body", LongDate.Of(closing.BeginsOn, culture), link, AccountClosing.ResultDays), culture.Name, now);
    }
}

using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>Names the texts of the mails to recipients.</summary>
internal sealed class RecipientMailTexts;

/// <summary>
/// The mails to recipients. They name the number of the request and what is to be done, and nobody: what is needed to find the data
/// stands behind the link.
/// </summary>
internal static class RecipientMails
{
    private static readonly CultureTexts Texts = new(typeof(RecipientMailTexts));

    /// <summary>What became of the data, and where it is acknowledged; or the same again.</summary>
    public static OutgoingMail Tell(RecipientAddress to, NoticeFacts about, RecipientNotice notice, string token, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var said = about.Number is not { } number ? Texts.In(culture, $"unasked.body.{notice.Deed}")
            : about.FreeFrom is { } day ? Texts.In(culture, $"body.{notice.Deed}", number, LongDate.Of(day, culture))
            : Texts.In(culture, $"body.{notice.Deed}", number);
        if (notice.Reminders > 0) said = $"{Texts.In(culture, "reminder")}\n\n{said}";
        return OutgoingMail.Write(
            to.Mail, about.Number is { } asked ? Texts.In(culture, "subject", asked) : Texts.In(culture, "unasked.subject", notice.Reference),
            $"{said}\n\n{Texts.In(culture, "page", new Uri(settings.PublicUrl!, $"notices/{token}"))}", culture.Name, now);
    }

    /// <summary>To an officer: recipients whose address the portal does not know wait to be told of an erasure that no request caused.</summary>
    public static OutgoingMail Team(Colleague to, Guid cause, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        return OutgoingMail.Write(
            to.Address, Texts.In(culture, "team.subject"), Texts.In(culture, "team.body", new Uri(settings.PublicUrl!, $"manage/erasures/{cause}")), culture.Name, now);
    }
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

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
    public static OutgoingMail Tell(RecipientAddress to, RightsRequest request, RecipientNotice notice, string token, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var said = Texts.In(culture, $"body.{notice.Deed}", request.Number!);
        if (notice.Reminders > 0) said = $"{Texts.In(culture, "reminder")}\n\n{said}";
        return OutgoingMail.Write(
            to.Mail, Texts.In(culture, "subject", request.Number!),
            $"{said}\n\n{Texts.In(culture, "page", new Uri(settings.PublicUrl!, $"notices/{token}"))}", culture.Name, now);
    }
}

using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>Names the texts of the mail about a hold.</summary>
internal sealed class HoldMailTexts;

/// <summary>The mail about a hold. It names neither the person nor what the hold is about.</summary>
internal static class HoldMails
{
    private static readonly CultureTexts Texts = new(typeof(HoldMailTexts));

    /// <summary>To an officer: the day of review is there.</summary>
    public static OutgoingMail ReviewDue(Colleague to, LegalHold hold, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, "due.subject"),
            Texts.In(culture, "due.body", LongDate.Of(hold.ReviewOn, culture), new Uri(settings.PublicUrl!, $"manage/holds/{hold.Id}")),
            culture.Name, now);
    }
}

using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Names the texts of the mail about a measure.</summary>
internal sealed class MeasureMailTexts;

/// <summary>The mail about a measure.</summary>
internal static class MeasureMails
{
    private static readonly CultureTexts Texts = new(typeof(MeasureMailTexts));

    /// <summary>To an officer: the day of review is there.</summary>
    public static OutgoingMail Due(Colleague to, Measure measure, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, "due.subject"),
            Texts.In(culture, "due.body", measure.Title, measure.Owner, LongDate.Of(measure.NextReviewOn, culture), new Uri(settings.PublicUrl!, $"manage/measures/{measure.Id}")),
            culture.Name, now);
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>Names the texts of notices and reminders about a breach.</summary>
internal sealed class BreachNoticeTexts;

/// <summary>The texts about a breach. None of them names anybody.</summary>
internal static class BreachTexts
{
    private static readonly CultureTexts Texts = new(typeof(BreachNoticeTexts));

    /// <summary>A notice as it follows from what is known; what is not known stands in it as a gap that an officer fills.</summary>
    /// <remarks>GDPR 33(3) and 34(2): in plain words for people.</remarks>
    public static BreachDraft Draft(Breach breach, BreachAudience audience, CultureInfo culture, string contact)
    {
        string Or(string known) => known.Length > 0 ? known : Texts.In(culture, "unknown");
        string About(int? count) => count?.ToString("N0", culture) ?? Texts.In(culture, "unknown");
        var (day, time) = (LongDate.Of(BrusselsTime.DateOf(breach.NoticedAt), culture), BrusselsTime.WallClock(breach.NoticedAt).ToString("HH:mm", CultureInfo.InvariantCulture));
        var facts = breach.Facts;
        return new BreachDraft(audience, culture.Name, Texts.In(culture, $"draft.{audience}",
            day, time, facts.What, Or(facts.People), About(facts.PeopleCount), Or(facts.Records), About(facts.RecordCount), Or(facts.Consequences), Or(facts.Measures), Or(contact)));
    }

    /// <summary>To an officer: the 72 hours run out, or are over.</summary>
    public static OutgoingMail Reminder(Colleague to, Breach breach, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var left = breach.Clock.HoursLeft(now);
        var due = breach.Clock.Due;
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, left < 0 ? "over.subject" : "left.subject", Math.Max(left, 0)),
            Texts.In(culture, left < 0 ? "over.body" : "left.body",
                LongDate.Of(BrusselsTime.DateOf(due), culture), BrusselsTime.WallClock(due).ToString("HH:mm", CultureInfo.InvariantCulture),
                new Uri(settings.PublicUrl!, $"manage/breaches/{breach.Id}")),
            culture.Name, now);
    }
}

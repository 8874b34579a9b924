using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Cases.Notices;

/// <summary>Names the texts of the mails about a clock.</summary>
internal sealed class NoticeMailTexts;

/// <summary>The mails about a clock. They name the number of a case and its dates, never the person or the right.</summary>
internal static class NoticeMails
{
    private static readonly CultureTexts Texts = new(typeof(NoticeMailTexts));

    /// <summary>To somebody of the team.</summary>
    public static OutgoingMail ToTeam(Colleague to, CaseNotice notice, RightsRequest request, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var deadline = request.Deadline!;
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, $"{notice}.subject", request.Number!),
            Texts.In(culture, $"{notice}.body", request.Number!, LongDate.Of(deadline.AnswerBy, culture), LongDate.Of(deadline.LastLegalDay, culture),
                new Uri(settings.PublicUrl!, $"manage/requests/{request.Id}")),
            culture.Name, now);
    }

    /// <summary>To the person: that the last legal day is over, and what they can do.</summary>
    /// <remarks>GDPR 12(4).</remarks>
    public static OutgoingMail ToPerson(string to, RightsRequest request, Authority authority, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return OutgoingMail.Write(to,
            Texts.In(culture, "person.subject", request.Number!),
            Texts.In(culture, "person.body", request.Number!, LongDate.Of(request.Deadline!.LastLegalDay, culture), authority.Name.In(culture), authority.Contact(culture)),
            culture.Name, now);
    }
}

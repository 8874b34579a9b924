using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Research.Removals;

/// <summary>Names the texts of the mails to research partners.</summary>
internal sealed class RemovalMailTexts;

/// <summary>
/// The mail to a research partner about somebody to remove. It names the study and nobody: the pseudonym stands behind the link. Which
/// language a partner reads nobody wrote down, so it has all three.
/// </summary>
internal static class RemovalMails
{
    private static readonly CultureTexts Texts = new(typeof(RemovalMailTexts));

    /// <summary>That somebody is to be removed.</summary>
    public static OutgoingMail Tell(StudyPlan plan, RemovalNotice notice, string token, PortalSettings settings, DateTimeOffset now)
    {
        var page = new Uri(settings.PublicUrl!, $"notices/studies/{token}");
        return OutgoingMail.Write(
            plan.PartnerAddress,
            string.Join(" / ", PortalCultures.All.Select(culture => Texts.In(culture, "subject", notice.Reference))),
            string.Join("\n\n***\n\n", PortalCultures.All.Select(culture => Texts.In(culture, "body", plan.Title.In(culture), page))),
            PortalCultures.English.Name, now);
    }
}

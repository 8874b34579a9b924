using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Names the texts of the mail about a change of the policy.</summary>
public sealed class PolicyMailTexts;

/// <summary>The mail about a material change: from when, why, and where it can be read.</summary>
internal static class PolicyMails
{
    private static readonly CultureTexts Texts = new(typeof(PolicyMailTexts));

    public static OutgoingMail Changed(string to, string language, PolicyVersion version, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(language);
        var body = string.Join("\n\n",
            Texts.In(culture, "changed", LongDate.Of(version.EffectiveFrom, culture)),
            Texts.In(culture, "why", version.Reason),
            Texts.In(culture, "read", new Uri(settings.PublicUrl!, $"policy/{version.Version}")),
            Texts.In(culture, "nothing"));
        return OutgoingMail.Write(to, Texts.In(culture, "subject"), body, culture.Name, now);
    }
}

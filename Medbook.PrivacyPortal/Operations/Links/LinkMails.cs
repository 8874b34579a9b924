using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>Names the texts of the mail about a link.</summary>
public sealed class LinkMailTexts;

/// <summary>The mail after an officer linked or unlinked somebody, in their language. Neither a key nor the reason is in it.</summary>
public sealed class LinkMails(IStringLocalizer<LinkMailTexts> texts, PortalSettings settings)
{
    /// <summary>Which source, what was done, and what to do where it is not right.</summary>
    /// <param name="to">The person's address.</param>
    /// <param name="language">Their language, as a culture name; null where nobody knows it.</param>
    /// <param name="change">What was done.</param>
    /// <param name="source">The source.</param>
    /// <param name="hasAccount">Whether they have an account here, and so a page to look at.</param>
    public OutgoingMail Changed(string to, string? language, LinkChange change, Source source, bool hasAccount)
    {
        var spoken = PortalCultures.Of(language).Name;
        using (Speaking.In(spoken))
        {
            var whose = hasAccount ? "account" : "address";
            IEnumerable<string> paragraphs =
            [
                texts[$"{change.Kind}.{whose}", source.Label],
                .. hasAccount ? [texts["page", new Uri(settings.PublicUrl!, "my-data")].Value] : Array.Empty<string>(),
                texts["not-right"],
                "Medbook privacy",
            ];
            return OutgoingMail.Write(to, texts["subject"], string.Join("\n\n", paragraphs), spoken, change.At);
        }
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Names the texts of the mails about choices.</summary>
public sealed class ConsentMailTexts;

/// <summary>The mail that confirms a choice, in the language it was made in. The subject does not say which.</summary>
internal static class ConsentMails
{
    private static readonly CultureTexts Texts = new(typeof(ConsentMailTexts));

    /// <summary>What was decided, when, on which text, and where it can be changed, either way.</summary>
    /// <param name="to">The address.</param>
    /// <param name="record">The decision.</param>
    /// <param name="wording">The words it was made on.</param>
    /// <param name="ended">Titles of the studies that it ended, too.</param>
    /// <param name="settings">Where the portal is.</param>
    public static OutgoingMail Confirm(string to, ConsentRecord record, ConsentWording wording, IReadOnlyList<string> ended, PortalSettings settings)
    {
        var culture = PortalCultures.Of(record.Language);
        var at = BrusselsTime.WallClock(record.At);
        string[] paragraphs =
        [
            Texts.In(culture, $"said.{record.Decision}", wording.Title),
            .. ended.Count > 0 ? [string.Join('\n', [Texts.In(culture, "ended"), .. ended.Select(title => $"- {title}")])] : (string[])[],
            Texts.In(culture, "when", LongDate.Of(DateOnly.FromDateTime(at), culture), at.ToString("HH:mm", CultureInfo.InvariantCulture), record.TextVersion),
            Texts.In(culture, $"change.{ConsentRules.KindOf(record.Decision)}", new Uri(settings.PublicUrl!, "consents")),
        ];
        return OutgoingMail.Write(to, Texts.In(culture, "subject"), string.Join("\n\n", paragraphs), record.Language, record.At);
    }
}

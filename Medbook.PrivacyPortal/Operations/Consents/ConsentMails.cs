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

    /// <summary>What was decided, when, on which text, and where it can be changed.</summary>
    public static OutgoingMail Confirm(string to, ConsentRecord record, ConsentWording wording, PortalSettings settings)
    {
        var culture = PortalCultures.Of(record.Language);
        var at = BrusselsTime.WallClock(record.At);
        var body = string.Join("\n\n",
            Texts.In(culture, $"said.{record.Decision}", wording.Title),
            Texts.In(culture, "when", LongDate.Of(DateOnly.FromDateTime(at), culture), at.ToString("HH:mm", CultureInfo.InvariantCulture), record.TextVersion),
            Texts.In(culture, "change", new Uri(settings.PublicUrl!, "consents")));
        return OutgoingMail.Write(to, Texts.In(culture, "subject"), body, record.Language, record.At);
    }
}

using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>Names the texts of the mail about figures.</summary>
internal sealed class FigureMailTexts;

/// <summary>The mail about figures that were wrong.</summary>
internal static class FigureMails
{
    private static readonly CultureTexts Texts = new(typeof(FigureMailTexts));

    /// <summary>To an officer: figures were wrong, and were counted anew.</summary>
    public static OutgoingMail Mended(Colleague to, int wrong, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, "mended.subject"), Texts.In(culture, "mended.body", wrong, new Uri(settings.PublicUrl!, "manage")), culture.Name, now);
    }
}

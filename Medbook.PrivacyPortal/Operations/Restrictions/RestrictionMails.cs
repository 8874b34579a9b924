using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>Names the texts of the mails about limits on a use.</summary>
internal sealed class RestrictionMailTexts;

/// <summary>The mails about limits on a use, in the language of the request. They name its number, never what is limited.</summary>
internal static class RestrictionMails
{
    private static readonly CultureTexts Texts = new(typeof(RestrictionMailTexts));

    /// <summary>That the use is limited from now on.</summary>
    public static OutgoingMail Limited(CaseRecipient to, RightsRequest request, DateTimeOffset now) => Write(to, request, "limited.body", now, request.Number!);

    /// <summary>On which day the limit ends, and why.</summary>
    /// <remarks>GDPR 18(3).</remarks>
    public static OutgoingMail Ends(CaseRecipient to, RightsRequest request, UseRestriction limit, DateTimeOffset now) =>
        Write(to, request, "ends.body", now, request.Number!, LongDate.Of(limit.LiftOn!.Value, PortalCultures.Of(request.Language)), limit.LiftWords);

    private static OutgoingMail Write(CaseRecipient to, RightsRequest request, string body, DateTimeOffset now, params object[] arguments)
    {
        var culture = PortalCultures.Of(request.Language);
        var said = Texts.In(culture, body, arguments);
        return OutgoingMail.Write(
            to.Address, Texts.In(culture, "subject", request.Number!),
            to.Page is { } page ? $"{said}\n\n{Texts.In(culture, "page", page)}" : said, culture.Name, now);
    }
}

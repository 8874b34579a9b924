using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>
/// The mails of a case, in the language of the request. A subject names no right and no reason, and a mail holds no more than is needed:
/// who has a page reads there what was said, who has none reads it in the mail.
/// </summary>
internal static class CaseMails
{
    /// <summary>That a request arrived, and by when it is answered.</summary>
    public static OutgoingMail Acknowledge(
        string to, RightsRequest request, Acknowledgement acknowledgement, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var deadline = acknowledgement.Deadline;
        var isGuest = request.Channel == RequestChannel.Guest;
        var body = CaseTexts.Of(culture, isGuest ? "acknowledgement.guest-body" : "acknowledgement.body",
            acknowledgement.Number, LongDate.Of(deadline.Received, culture), LongDate.Of(deadline.Due, culture),
            CaseRecipient.PageOf(request, isGuest, settings));
        return Write(to, request, body, now);
    }

    /// <summary>That a letter, a call or a mail arrived, and by when it is answered. Nothing that its sender wrote is in it: the address is only the one they gave.</summary>
    public static OutgoingMail AcknowledgeArrival(string to, RightsRequest request, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return OutgoingMail.Write(
            to, CaseTexts.Of(culture, "subject", request.Number!), CaseTexts.Confirmation(culture, request.Acknowledgement!), request.Language, now);
    }

    /// <summary>The answer, word for word, and where it can be read again.</summary>
    public static OutgoingMail Answer(CaseRecipient to, RightsRequest request, DecisionLetter letter, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return Write(to.Address, request, to.Page is null ? letter.Text : CaseTexts.Of(culture, "answer.body", letter.Text, to.Page), now);
    }

    /// <summary>That the team wrote.</summary>
    public static OutgoingMail Message(CaseRecipient to, RightsRequest request, CaseMessage message, DateTimeOffset now) =>
        Told(to, request, message.Kind == MessageKind.Question ? "question.body" : "message.body", message.Text, now);

    /// <summary>That it takes longer, why, and until when: that much has to reach the person before the first date passes (rule T5).</summary>
    public static OutgoingMail Extension(CaseRecipient to, RightsRequest request, string notice, CaseMessage message, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return to.Page is null
            ? Told(to, request, "message.body", message.Text, now)
            : Write(to.Address, request, $"{notice}\n\n{CaseTexts.Of(culture, "message.body", request.Number!, to.Page)}", now);
    }

    /// <summary>That what was granted is carried out. Who has no page asks for the certificate.</summary>
    public static OutgoingMail Erased(CaseRecipient to, RightsRequest request, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return Write(to.Address, request, to.Page is null
            ? CaseTexts.Of(culture, "erased.letter", request.Number!)
            : CaseTexts.Of(culture, "erased.body", request.Number!, to.Page), now);
    }

    /// <summary>That the granted corrections came to their end. Who has no page reads why a value was left as it is.</summary>
    public static OutgoingMail Corrected(CaseRecipient to, RightsRequest request, IReadOnlyList<Correction> all, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var isWhole = all.All(one => one.IsCorrected);
        var said = CaseTexts.Of(culture, isWhole ? "corrected" : "corrected.partly", request.Number!);
        if (to.Page is not null) return Write(to.Address, request, CaseTexts.Of(culture, "corrected.page", said, to.Page), now);
        var reasons = all.Where(one => one.Words.Length > 0).Select(one => CaseTexts.Of(culture, "reasons", one.Words)).Distinct();
        return Write(to.Address, request, string.Join("\n\n", [said, .. reasons]), now);
    }

    /// <summary>That a fee was announced; the amount and the facts stand on the page.</summary>
    public static OutgoingMail Fee(CaseRecipient to, RightsRequest request, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var fee = request.Fee!;
        var rule = CaseTexts.Of(culture, "rule", CaseTexts.Ground(culture, fee.Ground), RefusalGrounds.ArticleOf(fee.Ground, request.Kind)!);
        var said = CaseTexts.Of(culture, "fee", request.Number!, fee.Euros.ToString("0.00", culture));
        return Told(to, request, "question.body", $"{said}\n\n{CaseTexts.Of(culture, "reasons", fee.Facts)}\n\n{rule}", now);
    }

    /// <summary>That a request was taken back.</summary>
    public static OutgoingMail ConfirmWithdrawal(string to, RightsRequest request, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return Write(to, request, CaseTexts.Of(culture, "withdrawal.body",
            request.Number!, LongDate.Of(BrusselsTime.DateOf(now), culture), new Uri(settings.PublicUrl!, request.Channel == RequestChannel.Guest ? "ask" : "requests/new")), now);
    }

    /// <summary>That something happened in a case, for whoever has it; what was written stays in the portal.</summary>
    /// <param name="to">Whom of the team.</param>
    /// <param name="request">The case.</param>
    /// <param name="news">What happened, as a key of the texts.</param>
    /// <param name="settings">Where the link leads.</param>
    /// <param name="now">When (UTC).</param>
    public static OutgoingMail Tell(Colleague to, RightsRequest request, string news, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var body = CaseTexts.Of(culture, "team.body", CaseTexts.Of(culture, news, request.Number!), new Uri(settings.PublicUrl!, $"manage/requests/{request.Id}"));
        return OutgoingMail.Write(to.Address, CaseTexts.Of(culture, "subject", request.Number!), body, culture.Name, now);
    }

    private static OutgoingMail Told(CaseRecipient to, RightsRequest request, string key, string said, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return Write(to.Address, request, to.Page is null
            ? $"{said}\n\n{CaseTexts.Of(culture, "reply", request.Number!)}"
            : CaseTexts.Of(culture, key, request.Number!, to.Page), now);
    }

    private static OutgoingMail Write(string to, RightsRequest request, string body, DateTimeOffset now) =>
        OutgoingMail.Write(to, CaseTexts.Of(PortalCultures.Of(request.Language), "subject", request.Number!), body, request.Language, now);
}

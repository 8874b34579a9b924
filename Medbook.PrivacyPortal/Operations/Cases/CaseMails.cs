using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>The mails of a case, in the language of the request. A subject names no right and no reason.</summary>
internal static class CaseMails
{
    /// <summary>That a request arrived, and by when it is answered.</summary>
    public static OutgoingMail Acknowledge(
        string to, RightsRequest request, Acknowledgement acknowledgement, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var deadline = acknowledgement.Deadline;
        var body = CaseTexts.Of(culture, request.Channel == RequestChannel.Guest ? "acknowledgement.guest-body" : "acknowledgement.body",
            acknowledgement.Number, LongDate.Of(deadline.Received, culture), LongDate.Of(deadline.Due, culture), PageOf(request, settings));
        return OutgoingMail.Write(to, CaseTexts.Of(culture, "subject", acknowledgement.Number), body, request.Language, now);
    }

    /// <summary>The answer, word for word, and where it can be read again.</summary>
    public static OutgoingMail Answer(string to, RightsRequest request, DecisionLetter letter, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var body = CaseTexts.Of(culture, "answer.body", letter.Text, PageOf(request, settings));
        return OutgoingMail.Write(to, CaseTexts.Of(culture, "subject", request.Number!), body, request.Language, now);
    }

    /// <summary>That a request was taken back.</summary>
    public static OutgoingMail ConfirmWithdrawal(string to, RightsRequest request, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var body = CaseTexts.Of(culture, "withdrawal.body", request.Number!, LongDate.Of(BrusselsTime.DateOf(now), culture), new Uri(settings.PublicUrl!, request.Channel == RequestChannel.Guest ? "ask" : "requests/new"));
        return OutgoingMail.Write(to, CaseTexts.Of(culture, "subject", request.Number!), body, request.Language, now);
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

    // Somebody without an account has pages of their own, which ask for a code where no session runs.
    private static Uri PageOf(RightsRequest request, PortalSettings settings) =>
        new(settings.PublicUrl!, request.Channel == RequestChannel.Guest ? $"ask/requests/{request.Id}" : $"requests/{request.Id}");
}

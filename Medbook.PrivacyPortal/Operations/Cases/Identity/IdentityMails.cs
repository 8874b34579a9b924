using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>The mails about a question of identity, in the language of the request. A subject names no reason.</summary>
/// <param name="request">The request.</param>
/// <param name="question">The question, as it stands now.</param>
/// <param name="settings">Where the portal is reached, and how long things wait.</param>
internal sealed class IdentityMails(RightsRequest request, IdentityQuestion question, PortalSettings settings)
{
    private static readonly CultureTexts Texts = new(typeof(IdentityMails));

    /// <summary>Where the person is written to: the verified address, else the one that a letter or mail named.</summary>
    public static async Task<string?> AddressAsync(PortalDb db, RightsRequest request, CancellationToken ct) =>
        await SubjectAddress.OfAsync(db, request.Subject, ct) ?? request.ReplyAddress;

    /// <summary>Why everybody is asked, where a setting says so: no doubt about anybody, and it does not pretend to be one.</summary>
    public static string StandingDoubt(CultureInfo culture) => Texts.In(culture, "always.doubt");

    /// <summary>The question: the doubt in the officer's words, what is never asked, and where it is answered.</summary>
    public OutgoingMail Ask(string to, Controller controller, DateTimeOffset now) => Write(to, now,
    [
        In($"ask.{question.About}", request.Number!),
        In("ask.doubt", question.Doubt),
        // Who wrote a letter or a mail has no page here; and no card belongs into a mail.
        PageOf() is { } page ? In("ask.page", page) : In("ask.no-page", controller.Email, controller.Phone),
        In("ask.never"),
        In(question.Pauses ? "ask.paused" : "ask.runs-on", LongDate.Of(BrusselsTime.DateOf(now + settings.Identity.Lifetime), Culture)),
    ]);

    /// <summary>That it is settled, and that what was sent is gone.</summary>
    public OutgoingMail Accepted(string to, DateTimeOffset now) => Write(to, now,
        [In($"accepted.{question.About}", request.Number!), In("destroyed"), In("due", LongDate.Of(request.DueOn!.Value, Culture))]);

    /// <summary>That it was not enough, why, and that what was sent is gone.</summary>
    public OutgoingMail Rejected(string to, DateTimeOffset now) => Write(to, now,
        [In("rejected", request.Number!), In($"fault.{question.Fault}"), In("destroyed"), In("rejected.next")]);

    /// <summary>That the time is over.</summary>
    /// <param name="to">The person's address.</param>
    /// <param name="answered">Whether it was the team that let it pass.</param>
    /// <param name="now">When (UTC).</param>
    public OutgoingMail Lapsed(string to, bool answered, DateTimeOffset now) => Write(to, now,
        [In(answered ? "lapsed.answered" : "lapsed.asked", request.Number!), .. answered ? [In("destroyed")] : Array.Empty<string>(), In("due", LongDate.Of(request.DueOn!.Value, Culture))]);

    private CultureInfo Culture => PortalCultures.Of(request.Language);

    private Uri? PageOf() => request.Channel switch
    {
        RequestChannel.Portal => new(settings.PublicUrl!, $"requests/{request.Id}/identity"),
        RequestChannel.Guest => new(settings.PublicUrl!, $"ask/requests/{request.Id}/identity"),
        RequestChannel.Email or RequestChannel.Letter or RequestChannel.Call => null,
    };

    private string In(string key, params object[] arguments) => Texts.In(Culture, key, arguments);

    private OutgoingMail Write(string to, DateTimeOffset now, IEnumerable<string> paragraphs) =>
        OutgoingMail.Write(to, In("subject", request.Number!), string.Join("\n\n", paragraphs), request.Language, now);
}

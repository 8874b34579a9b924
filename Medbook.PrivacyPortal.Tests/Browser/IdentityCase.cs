using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A request of the demo member about which an officer asked who they are, made by the portal's own operations.</summary>
internal static class IdentityCase
{
    /// <summary>The request and its question.</summary>
    public static async Task<(Guid Request, Guid Question)> AskedAsync(BrowserFixture browser, QuestionAbout about = QuestionAbout.Identity, bool answered = false)
    {
        var request = Guid.Parse((await SentRequest.At("")(browser)).Trim('/'));
        var officer = await browser.App.ActorOfAsync("officer@example.org");
        var question = await browser.App.OperateAsync<AskForIdentity, IdentityQuestion>(ask =>
            ask.RunAsync(officer, request, Guid.CreateVersion7(), about, "You ask for the tickets of another address.", default));
        if (answered)
        {
            var me = await browser.App.ActorOfAsync("member@example.org");
            await browser.App.OperateAsync<AnswerIdentity>(answer =>
                answer.RunAsync(me, request, question.Id, IdentityAnswer.Picturing(about, new MemoryStream(SampleFiles.Jpeg())), default));
        }
        return (request, question.Id);
    }

    /// <summary>A request of somebody without an account, and its question.</summary>
    public static async Task<(Guid Request, Guid Question)> AskedOfGuestAsync(BrowserFixture browser, QuestionAbout about = QuestionAbout.Identity)
    {
        var request = Guid.Parse(await AskedRequest.At("{0}")(browser));
        var officer = await browser.App.ActorOfAsync("officer@example.org");
        var question = await browser.App.OperateAsync<AskForIdentity, IdentityQuestion>(ask =>
            ask.RunAsync(officer, request, Guid.CreateVersion7(), about, "You ask for the tickets of your mother.", default));
        return (request, question.Id);
    }

    /// <summary>The address of a page of somebody without an account, whose request stands in it as {0}.</summary>
    public static Func<BrowserFixture, Task<string>> OfGuest(string page, QuestionAbout about = QuestionAbout.Identity, bool answered = false) => async browser =>
    {
        var (request, question) = await AskedOfGuestAsync(browser, about);
        if (answered)
        {
            var guest = await browser.App.GuestOfAsync(GuestSteps.Address);
            await browser.App.OperateAsync<AnswerIdentity>(answer => answer.RunAsync(guest, request, question, IdentityAnswer.Saying("Call me on the number you hold."), default));
        }
        return string.Format(CultureInfo.InvariantCulture, page, request);
    };

    /// <summary>The address of the person's page, or of the officer's.</summary>
    public static Func<BrowserFixture, Task<string>> At(bool officer = false, QuestionAbout about = QuestionAbout.Identity, bool answered = false) => async browser =>
    {
        var (request, _) = await AskedAsync(browser, about, answered);
        return officer ? $"/manage/requests/{request}" : $"/requests/{request}/identity";
    };
}

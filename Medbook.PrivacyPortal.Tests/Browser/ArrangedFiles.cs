using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A request with evidence, a message with a file, and a file that was not sent yet, made by the portal's own operations.</summary>
internal static class ArrangedFiles
{
    /// <summary>Of the demo member.</summary>
    public static async Task<string> OfMember(BrowserFixture browser)
    {
        await browser.VisitOfAsync(Who.Member);
        return "/requests/" + await AddAsync(browser, await browser.App.ActorOfAsync("member@example.org"));
    }

    /// <summary>Of somebody without an account.</summary>
    public static async Task<string> OfGuest(BrowserFixture browser)
    {
        await browser.VisitOfAsync(Who.Guest);
        return "/ask/requests/" + await AddAsync(browser, await browser.App.GuestOfAsync(GuestSteps.Address));
    }

    private static async Task<Guid> AddAsync(BrowserFixture browser, Actor who)
    {
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var content = new DraftContent(RequestKind.Complaint, RequestScope.Everything, "Nobody answered my letter of March.");
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(who, id, content, "en-GB", default));
        await AttachAsync("letter of March, as I sent it to the address on your website.pdf", SampleFiles.Pdf());
        await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(who, id, default));
        await AttachAsync("receipt.jpg", SampleFiles.Jpeg());
        await app.OperateAsync<ReplyToCase>(reply => reply.RunAsync(who, id, Guid.CreateVersion7(), "And this is the receipt.", default));
        await AttachAsync("later.txt", SampleFiles.Text());
        return id;

        Task<AttachedFile> AttachAsync(string name, byte[] bytes) => app.OperateAsync<AttachFile, AttachedFile>(attach =>
            attach.RunAsync(who, id, Guid.CreateVersion7(), name, new MemoryStream(bytes), default));
    }
}

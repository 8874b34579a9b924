using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A request of somebody without an account, made by the portal's own operations, for a page to show.</summary>
internal static class AskedRequest
{
    /// <summary>The address of a page of a new request, whose number stands in it as {0}.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page, bool send = true, bool answer = false) => async browser =>
    {
        var (app, id) = (browser.App, Guid.CreateVersion7());
        // The person exists once the address was proved.
        await browser.VisitOfAsync(Who.Guest);
        var guest = await app.GuestOfAsync(GuestSteps.Address);
        var content = new DraftContent(RequestKind.Erasure, new RequestScope { Activities = ["helpdesk", "fraud-prevention"] }, "The tickets of spring 2024.\nI left since.")
        {
            Details = new RequestDetails
            {
                ErasureGround = ErasureGround.NoLongerNeeded, KnownFrom = KnownFrom.Helpdesk, NameUsed = "A. Peeters", OnBehalfOf = "For my mother, as her guardian.",
            },
        };
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(guest, id, content, "en-GB", default));
        if (send) await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(guest, id, default));
        if (answer)
        {
            var officer = await app.ActorOfAsync("officer@example.org");
            var read = await app.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, id, default));
            await app.DecideAsync(officer, read.Request, DecisionDraft.Grant("We deleted the tickets of 2024."));
        }
        return string.Format(CultureInfo.InvariantCulture, page, id);
    };
}

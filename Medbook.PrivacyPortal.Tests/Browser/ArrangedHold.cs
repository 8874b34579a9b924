using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Legal holds, made by the portal's own operations, for a page to show.</summary>
internal static class ArrangedHold
{
    /// <summary>A page, once a hold on everything of a new person is there.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page) => async browser =>
    {
        await PlaceAsync(browser.App);
        return page;
    };

    /// <summary>The page of such a hold; with talk about it where it is over.</summary>
    public static Func<BrowserFixture, Task<string>> PageOf(bool released = false) => async browser =>
    {
        var id = await PlaceAsync(browser.App);
        if (released) await EndAsync(browser.App, id);
        return $"/manage/holds/{id}";
    };

    /// <summary>Where a hold on a new person is placed.</summary>
    public static async Task<string> New(BrowserFixture browser) =>
        $"/manage/holds/new?person={(await LinkedPerson.AddAsync(browser.App, LinkState.Nobody)).Key.Value}";

    private static async Task<Guid> PlaceAsync(PortalApp app)
    {
        var (officer, id) = (await app.ActorOfAsync("officer@example.org"), Guid.CreateVersion7());
        var person = await LinkedPerson.AddAsync(app, LinkState.Nobody);
        var order = new HoldOrder(
            new HoldTarget(person.Key), HoldGround.LegalClaims, "Labour court of Ghent", "Case 12/345, dismissal of a colleague.", DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(6));
        await app.OperateAsync<PlaceHold>(place => place.RunAsync(officer, id, order, default));
        return id;
    }

    private static async Task EndAsync(PortalApp app, Guid id)
    {
        var officer = await app.ActorOfAsync("officer@example.org");
        await app.OperateAsync<ReviewHold>(async review => await review.RunAsync(
            officer, await SeenAsync(app, id), DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(3), "The case runs until summer.", default));
        await app.OperateAsync<ReleaseHold>(async release => await release.RunAsync(officer, await SeenAsync(app, id), "The court decided.", default));
    }

    private static async Task<SeenHold> SeenAsync(PortalApp app, Guid id)
    {
        var officer = await app.ActorOfAsync("officer@example.org");
        return (await app.OperateAsync<ReadHold, HoldView>(read => read.RunAsync(officer, id, default))).Seen;
    }
}

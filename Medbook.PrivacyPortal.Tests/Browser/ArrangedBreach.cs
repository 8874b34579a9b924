using System.Globalization;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Operations.Breaches;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A data breach, recorded and assessed by the portal's own operations, for a page to show.</summary>
internal static class ArrangedBreach
{
    /// <summary>An address with the breach in it, once the authority was told and the people are not yet.</summary>
    public static Func<BrowserFixture, Task<string>> At(string address) => async browser =>
    {
        var (officer, id) = (await browser.App.ActorOfAsync("officer@example.org"), Guid.CreateVersion7());
        var now = DateTimeOffset.UtcNow;
        await browser.App.OperateAsync<RecordBreach>(record => record.RunAsync(officer, id, new BreachFacts("A laptop was stolen.", "doctors", 40), now.AddHours(-2), default));
        await browser.App.OperateAsync<AssessBreach>(async assess => await assess.RunAsync(officer, await SeenAsync(), BreachRisk.High, "It was not encrypted.", default));
        await browser.App.OperateAsync<TellOfBreach>(async tell => await tell.RunAsync(officer, await SeenAsync(), BreachAudience.Authority, now.AddHours(-1), "Form 12/345.", "", default));
        return string.Format(CultureInfo.InvariantCulture, address, id);

        async Task<SeenBreach> SeenAsync() => (await browser.App.OperateAsync<ReadBreach, BreachView>(read => read.RunAsync(officer, id, default))).Seen;
    };
}

using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Choices of the demo member, made by the portal's own operations, for the page to show.</summary>
internal static class Chosen
{
    private static readonly ShownText First = new(1, "en-GB");

    /// <summary>The same, where a study asks, too.</summary>
    public static Func<BrowserFixture, Task<string>> WithStudyAt(params ConsentDecision[] decisions) => async browser =>
    {
        await ArrangedStudy.PublishedAsync(browser.App);
        return await At(decisions)(browser);
    };

    /// <summary>The address of the page, after these decisions.</summary>
    public static Func<BrowserFixture, Task<string>> At(params ConsentDecision[] decisions) => async browser =>
    {
        var app = browser.App;
        var me = await app.ActorOfAsync("member@example.org");
        var choices = await app.OperateAsync<ReadMyChoices, MyChoices>(read => read.RunAsync(me, "en-GB", null, default));
        var shown = new ShownText(choices.Choices.Single(choice => choice.Text.Purpose == ConsentPurposes.Research).Text.Version, "en-GB");
        foreach (var decision in decisions)
        {
            await (decision switch
            {
                ConsentDecision.Given => app.OperateAsync<GiveConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Refused => app.OperateAsync<RefuseConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Withdrawn => app.OperateAsync<WithdrawConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Objected => app.OperateAsync<ObjectToSharing, ConsentRecord>(
                    o => o.RunAsync(me, ConsentPurposes.AccreditationCommittee, First, default)),
                ConsentDecision.ObjectionLifted => app.OperateAsync<LiftObjection, ConsentRecord>(
                    o => o.RunAsync(me, ConsentPurposes.AccreditationCommittee, First, default)),
            });
        }
        return "/consents";
    };
}

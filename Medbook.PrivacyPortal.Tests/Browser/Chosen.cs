using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Choices of the demo member, made by the portal's own operations, for the page to show.</summary>
internal static class Chosen
{
    /// <summary>The address of the page, after these decisions.</summary>
    public static Func<BrowserFixture, Task<string>> At(params ConsentDecision[] decisions) => async browser =>
    {
        var (app, shown) = (browser.App, new ShownText(1, "en-GB"));
        var me = await app.ActorOfAsync("member@example.org");
        foreach (var decision in decisions)
        {
            await (decision switch
            {
                ConsentDecision.Given => app.OperateAsync<GiveConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Refused => app.OperateAsync<RefuseConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Withdrawn => app.OperateAsync<WithdrawConsent, ConsentRecord>(o => o.RunAsync(me, ConsentPurposes.Research, shown, default)),
                ConsentDecision.Objected => app.OperateAsync<ObjectToSharing, ConsentRecord>(
                    o => o.RunAsync(me, ConsentPurposes.AccreditationCommittee, shown, default)),
                ConsentDecision.ObjectionLifted => app.OperateAsync<LiftObjection, ConsentRecord>(
                    o => o.RunAsync(me, ConsentPurposes.AccreditationCommittee, shown, default)),
            });
        }
        return "/consents";
    };
}

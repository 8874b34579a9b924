using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Consents;

/// <summary>What a button of a choice does: the operation of that intention, on the text that is on the screen.</summary>
public sealed class ChoiceDesk(
    GiveConsent give, RefuseConsent refuse, WithdrawConsent withdraw, ObjectToSharing objectToSharing, LiftObjection lift, CurrentActor actor)
{
    public async Task<Result<ConsentRecord>> DecideAsync(ConsentText text, ConsentDecision decision)
    {
        var (me, shown) = (await actor.GetAsync(), new ShownText(text.Version, text.Language));
        return decision switch
        {
            ConsentDecision.Given => await give.RunAsync(me, text.Purpose, shown, CancellationToken.None),
            ConsentDecision.Refused => await refuse.RunAsync(me, text.Purpose, shown, CancellationToken.None),
            ConsentDecision.Withdrawn => await withdraw.RunAsync(me, text.Purpose, shown, CancellationToken.None),
            ConsentDecision.Objected => await objectToSharing.RunAsync(me, text.Purpose, shown, CancellationToken.None),
            ConsentDecision.ObjectionLifted => await lift.RunAsync(me, text.Purpose, shown, CancellationToken.None),
        };
    }
}

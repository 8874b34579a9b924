using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents;

/// <summary>Base of the tests of choices: the first text of each is installed, so that a test can bring the next.</summary>
public abstract class ConsentTests(Provider provider) : OperationTests(provider)
{
    protected static readonly ShownText First = new(1, "en-GB");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync(TestTexts.Research);
        await InstallAsync(TestTexts.Committee);
    }

    /// <summary>Decides, through the operation of that intention.</summary>
    protected Task<Result<ConsentRecord>> TryAsync(Actor who, ConsentDecision decision, ShownText? shown = null, string? purpose = null)
    {
        purpose ??= ConsentRules.KindOf(decision) == ChoiceKind.Consent ? ConsentPurposes.Research : ConsentPurposes.AccreditationCommittee;
        shown ??= First;
        return decision switch
        {
            Given => Get<GiveConsent>().RunAsync(who, purpose, shown, None),
            Refused => Get<RefuseConsent>().RunAsync(who, purpose, shown, None),
            Withdrawn => Get<WithdrawConsent>().RunAsync(who, purpose, shown, None),
            Objected => Get<ObjectToSharing>().RunAsync(who, purpose, shown, None),
            ObjectionLifted => Get<LiftObjection>().RunAsync(who, purpose, shown, None),
        };
    }

    protected async Task<ConsentRecord> DecideAsync(Actor who, ConsentDecision decision, ShownText? shown = null, string? purpose = null)
    {
        var decided = await TryAsync(who, decision, shown, purpose);
        Assert.Null(decided.Problem);
        return decided.Value!;
    }

    /// <summary>Installs a further version of a text.</summary>
    protected async Task InstallAsync(ShippedText text) => Assert.True((await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [text], None)).IsOk);

    protected async Task<MyChoices> ChoicesAsync(Actor who, string language = "en-GB", Guid? after = null) =>
        (await Get<ReadMyChoices>().RunAsync(who, language, after, None)).Value!;

    protected async Task<ConsentDecision?> StandingAsync(Actor who, string purpose = ConsentPurposes.Research) =>
        (await ChoicesAsync(who)).Choices.Single(choice => choice.Text.Purpose == purpose).Standing;

    protected Task<bool> MayResearchUseAsync(Actor who) =>
        ReadAsync(db => Get<ChoicesInForce>().MayResearchUseAsync(db, who.Subject!.Value, None));

    protected Task<bool> ObjectsAsync(Actor who) =>
        ReadAsync(db => Get<ChoicesInForce>().ObjectsToSharingAsync(db, who.Subject!.Value, None));

    protected Task<List<ConsentRecord>> RecordsAsync() => ReadAsync(db => db.ConsentRecords.OrderBy(r => r.Sequence).ToListAsync());
}

using Bunit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Consents;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.Consents;

/// <summary>Somebody who withdrew a consent, and whose answers to studies were deleted.</summary>
public sealed class WithdrawalToldTests() : ErasureTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_person_reads_who_is_told_that_their_data_was_deleted()
    {
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);
        await RunInClinicAsync("INSERT INTO answers VALUES (1, 1, 'ada answers')");
        var ada = await AddPatientAsync();
        var shown = new ShownText(1, "en-GB");
        Assert.True((await Get<GiveConsent>().RunAsync(ada, ConsentPurposes.Research, shown, None)).IsOk);
        var withdrawal = (await Get<WithdrawConsent>().RunAsync(ada, ConsentPurposes.Research, shown, None)).Value!.Id;
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, withdrawal, None)).Problem);
        Assert.Null((await ApproveAsync(withdrawal)).Problem);
        Assert.True(await CarryOutAsync());
        stage.SignIn(ada, Get<IServiceProvider>(), (services, operations) =>
            services.AddTransient(page => ActivatorUtilities.CreateInstance<ChoiceDesk>(operations, page.GetRequiredService<CurrentActor>())));

        var page = stage.Draw<ConsentsPage>();

        var told = page.WaitForElement("[aria-labelledby=told]").TextContent;
        Assert.Contains("Research partners", told, StringComparison.Ordinal);
        Assert.Contains("We are going to tell them.", told, StringComparison.Ordinal);
    }
}

using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Features.Manage.RegisterEditor;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.RegisterEditor;

public sealed class RegisterEditorTests() : OperationTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Get<InstallRegister>().RunAsync(Actor.Portal, None);
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_of_an_activity_is_saved_and_none_overwrites_another()
    {
        var page = OpenActivity(TestActors.Officer(), "helpdesk");

        // Two fields, one right after the other, as somebody does who types fast.
        var first = page.Find("#purpose-en").ChangeAsync(new() { Value = "To solve your riddle." });
        await page.Find("#purpose-nl").ChangeAsync(new() { Value = "Om uw raadsel op te lossen." });
        await first;
        await page.Find("#basis").ChangeAsync(new() { Value = "PublicTask" });
        await page.Find("#months-0").ChangeAsync(new() { Value = "48" });
        await page.FindAll("button").Single(button => button.TextContent.Contains("Add a rule", StringComparison.Ordinal)).ClickAsync(new());
        await page.FindAll("label.check").Single(label => label.TextContent == "The accreditation committee").QuerySelector("input")!.ChangeAsync(new() { Value = true });

        var written = (await ReadDraftAsync()).Find("helpdesk")!;
        Assert.Equal(("To solve your riddle.", "Om uw raadsel op te lossen.", LegalBasis.PublicTask, 48), (written.Purpose.En, written.Purpose.Nl, written.Basis, written.Retention[0].Months));
        Assert.Equal((2, true), (written.Retention.Count, written.Recipients.Contains("accreditation-committee")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void An_auditor_reads_an_activity_and_writes_nothing()
    {
        var page = OpenActivity(TestActors.Auditor(), "helpdesk");
        Assert.All(page.FindAll("fieldset.card"), fieldset => Assert.True(fieldset.HasAttribute("disabled")));
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public async Task The_difference_is_shown_and_a_refusal_says_its_sentence()
    {
        var activity = OpenActivity(TestActors.Officer(), "helpdesk");
        await activity.Find("#purpose-en").ChangeAsync(new() { Value = "To solve your riddle." });

        var page = stage.Draw<RegisterPage>();
        page.WaitForElement("#reason");
        Assert.Contains("riddle", page.Find("section[aria-labelledby=differs] ins").TextContent, StringComparison.Ordinal);
        await page.Find("form:has(#reason)").SubmitAsync();
        Assert.Contains("Write why the register changes.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("#reason").ChangeAsync(new() { Value = "A clearer word." });
        await page.Find("form:has(#reason)").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Version 2 is put in force.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#reason"));
        Assert.Contains("A clearer word.", page.Find("section[aria-labelledby=history]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_is_given_its_safeguard()
    {
        stage.SignIn(TestActors.Officer(), Get<IServiceProvider>());
        var page = stage.Draw<PartsPage>();
        await page.WaitForElement("#safeguard-acquirer").ChangeAsync(new() { Value = "StandardClauses" });

        Assert.Equal(TransferSafeguard.StandardClauses, (await ReadDraftAsync()).Transfers.Single(transfer => transfer.Id == "acquirer").Safeguard);
    }

    [Fact]
    public async Task A_gap_is_left_with_its_reason_on_the_page()
    {
        stage.SignIn(TestActors.Officer(), Get<IServiceProvider>());
        var page = stage.Draw<LintPage>();
        page.WaitForElement("#why-judicial-remedy");
        Assert.Empty(page.FindAll("#part-0"));
        await page.Find("form:has(#why-judicial-remedy)").SubmitAsync();
        Assert.Contains("Write why this gap is left", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("#why-judicial-remedy").ChangeAsync(new() { Value = "The next text has it." });
        await page.Find("form:has(#why-judicial-remedy)").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The next text has it.", page.Find("section[aria-labelledby=part-2]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<ActivityPage> OpenActivity(Actor who, string id)
    {
        stage.SignIn(who, Get<IServiceProvider>());
        var page = stage.Draw<ActivityPage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("#purpose-en");
        return page;
    }

    private async Task<RegisterVersion> ReadDraftAsync() => RegisterFile.Read((await ReadAsync(db => db.RegisterDrafts.SingleAsync())).Content);
}

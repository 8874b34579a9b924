using Bunit;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Features.Policy;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Policy;

/// <summary>What the page says is what the register says: another register, another page.</summary>
public sealed class PolicyPageTests() : OperationTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private bool alwaysAsks;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Identity:AlwaysAsk", alwaysAsks ? "true" : null)];

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Where_data_can_leave_Europe_and_what_protects_it_comes_from_the_register()
    {
        await PutAsync(r => r with { Transfers = [r.Transfers[0] with { Name = new("A farm of yours", "Een boerderij", "Une ferme"), Safeguard = TransferSafeguard.BindingRules }] });
        var row = Open().FindAll("tr").Single(row => row.TextContent.Contains("A farm of yours", StringComparison.Ordinal)).TextContent;

        Assert.Contains("The country of that office", row, StringComparison.Ordinal);
        Assert.Contains("Binding corporate rules", row, StringComparison.Ordinal);
        Assert.Contains("For: Agreements, Invoices and administration, Messages between you and us.", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_without_transfers_and_measures_promises_no_more_than_that()
    {
        await PutAsync(r => r with { Transfers = [], Measures = [] });
        var page = Open();

        Assert.Equal("Your data stay in the European Economic Area.", page.Find("#a4-2 .read").TextContent);
        Assert.Equal("Our register describes no measure yet.", page.Find("#a6-1 .read").TextContent);
    }

    [Fact]
    public async Task What_protects_the_data_and_whom_to_reach_comes_from_the_register()
    {
        await PutAsync(r => r with
        {
            Measures = [new() { Id = "dogs", Text = new("Two dogs guard it.", "Twee honden bewaken het.", "Deux chiens veillent.") }],
            Controller = r.Controller with { HelpEmail = null, ProtectionOfficer = "dpo@example.org", CookiePolicy = "https://example.org/cookies" },
        });
        var page = Open();

        Assert.Equal(["Two dogs guard it.Our choice, not in the policy"], page.FindAll("#a6 li").Select(measure => measure.TextContent));
        Assert.Contains("dpo@example.org", page.Find("#a9").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("helpdesk@", page.Find("#a9").TextContent, StringComparison.Ordinal);
        Assert.Equal("Cookie policy of Medbook", page.Find("a[href='https://example.org/cookies']").TextContent);
    }

    [Fact]
    public async Task Each_right_names_the_activities_it_is_for()
    {
        await PutAsync(r => r);
        Assert.Contains("For: Your account and portfolio, Scientific research, Agreements.", Open().Find("#a7-8").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("For:", Open().Find("#a7-2 td").TextContent, StringComparison.Ordinal);

        await PutAsync(r => r with { Activities = [.. r.Activities.Select(a => a.Id == "helpdesk" ? a with { Basis = LegalBasis.Contract } : a)] }, 3);
        Assert.Contains("Scientific research, Agreements, Helpdesk.", Open().Find("#a7-8").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_of_the_last_change_is_that_of_the_official_text_once_there_is_one()
    {
        await PutAsync(r => r);
        Assert.Contains("Last changed on 14 May 2021", Open().Markup, StringComparison.Ordinal);

        var draft = (await Get<ReadPolicyDraft>().RunAsync(TestActors.Officer(), None)).Value!;
        var saved = (await Get<SavePolicyDraft>().RunAsync(TestActors.Officer(), draft.Revision, new("1. Scope", "", ""), None)).Value;
        Assert.True((await Get<PublishPolicy>().RunAsync(TestActors.Officer(), saved, new PolicyOrder(IsMaterial: false, "", DateOnly.FromDateTime(Now.Date)), None)).IsOk);

        var page = Open();
        Assert.Contains("Last changed on 2 March 2026", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The policy was last changed on 2 March 2026.", page.Find("#a8-1").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "We ask everybody who asks something for a proof of identity.", "signing in is enough")]
    [InlineData(false, "signing in is enough", "We ask everybody")]
    public async Task Whether_a_proof_of_identity_is_asked_is_what_the_setting_says(bool asks, string said, string unsaid)
    {
        alwaysAsks = asks;
        await PutAsync(r => r);
        var rights = Open().Find("#a7").TextContent;

        Assert.Contains(said, rights, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, rights, StringComparison.Ordinal);
    }

    private IRenderedComponent<PolicyPage> Open()
    {
        var page = stage.Draw<PolicyPage>();
        page.WaitForElement("#a9");
        return page;
    }

    // A version that is stored as it would be when it is put in force: whether it may be is told elsewhere.
    private async Task PutAsync(Func<RegisterVersion, RegisterVersion> change, int version = 2)
    {
        if (version == 2) stage.SignIn(TestActors.SomebodyElse(), Get<IServiceProvider>());
        await using var db = await OpenAsync();
        db.RegisterVersions.Add(StoredRegister.Of(change(RegisterFile.Shipped()) with { Version = version }, Now));
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RegisterInstalled, Now));
        await db.SaveChangesAsync();
    }
}

using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Retention;
using Medbook.PrivacyPortal.Tests.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Retention;

public sealed class RetentionPageTests() : SweepTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_counts_and_is_then_offered_to_approve()
    {
        var page = Open(Officer);
        Assert.Equal(["Count what is due"], Buttons(page));

        await page.Find("section[aria-labelledby=sweep] button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal(["Approve the sweep", "Count again"], Buttons(page)));
        Assert.Contains("2 records would go.", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1, 3", page.Find("details").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_approved_a_large_sweep_is_not_offered_to_approve_it_twice()
    {
        await RunInClinicAsync(string.Join('\n', Enumerable.Range(10, 20).Select(i => $"INSERT INTO logs VALUES ({i}, 7, '2024-01-01');")));
        await ApprovedSweepAsync();

        Assert.Equal(["Count again"], Buttons(Open(Officer)));
    }

    [Fact]
    public async Task What_is_done_is_told_with_what_was_skipped_and_its_certificate()
    {
        var sweep = await ApprovedSweepAsync();
        await RunInClinicAsync("UPDATE logs SET day = '2026-03-01' WHERE id = 3");
        await CarryOutSweepAsync();

        var page = Open(TestActors.Auditor());

        Assert.Contains("1 record changed since the approval and was skipped.", page.Markup, StringComparison.Ordinal);
        Assert.Contains($"manage/retention/{sweep.Id}/certificate.json", page.FindAll("a[download]").Select(link => link.GetAttribute("href")));
        Assert.Empty(Buttons(page));
    }

    private IRenderedComponent<RetentionPage> Open(Actor who)
    {
        stage.SignIn(who, Get<IServiceProvider>());
        var page = stage.Draw<RetentionPage>();
        page.WaitForElement("#schedule");
        page.WaitForElement("section[aria-labelledby=sweep] [role=status]");
        return page;
    }

    private static IEnumerable<string> Buttons(IRenderedComponent<RetentionPage> page) =>
        page.FindAll("section[aria-labelledby=sweep] button").Select(button => button.TextContent.Trim());
}

using AngleSharp.Dom;
using Bunit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Dashboard;
using Medbook.PrivacyPortal.Operations.Breaches;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Dashboard;

public sealed class DashboardPageTests : PageContext
{
    [Fact]
    public void Without_requests_it_says_so_and_draws_no_chart()
    {
        var page = Open();

        Assert.Equal("No request is open. None is past its due date.", page.Find("section[aria-labelledby=open] p").TextContent);
        Assert.Empty(page.FindAll("a[href*='when=Late']"));
        Assert.Contains("Nobody asked for anything in these months.", page.Find("section[aria-labelledby=kinds]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("0", "0", "No figure yet", "No figure yet"), (Fact(page, "Requests received"), Fact(page, "Of these answered"), Fact(page, "Answered by the due date"), Fact(page, "Half were answered within")));
        Assert.Equal("Nobody chose anything in these months.", page.Find("section[aria-labelledby=choices] p").TextContent);
        Assert.Empty(page.FindAll("figure.bar-chart"));
    }

    [Fact]
    public async Task Figures_stand_in_words_in_tables_and_behind_every_chart()
    {
        var person = await AddPersonAsync();
        var granted = await SubmitAsync(person, RequestKind.Access);
        await SubmitAsync(person, RequestKind.Objection);
        Clock.Advance(TimeSpan.FromDays(4));
        Assert.True((await GrantAsync(granted.Request, "You find your data in the copy.")).IsOk);
        await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None);
        Assert.Null((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None)).Problem);

        var page = Open();

        Assert.Equal(("2", "1", "4 days"), (Fact(page, "Requests received"), Fact(page, "Of these answered"), Fact(page, "Half were answered within")));
        Assert.Equal("100.0% (1 of 1)", Fact(page, "Answered by the due date"));
        Assert.Equal(["1", "1", "0", "0", "0", "0"], Row(page, "section[aria-labelledby=open]", "Received"));
        Assert.Equal(["1", "0", "1", "0", "0", "0", "100.0%", "4", "4"], Row(page, "section[aria-labelledby=kinds]", "Right of access"));
        // Each chart has its table: a row for each month, with the numbers that the bars show.
        Assert.Equal(2, page.FindAll("figure.bar-chart").Count);
        Assert.Equal([12, 12], page.FindAll("details table").Select(table => table.QuerySelectorAll("tbody tr").Length));
        Assert.Equal(["1", "0", "1", "0"], Row(page, "section[aria-labelledby=period] details", "Mar 2026"));
        Assert.Equal(["1", "0", "0", "0"], Row(page, "section[aria-labelledby=choices] details", "Mar 2026"));
    }

    [Fact]
    public async Task What_is_late_leads_to_the_late_ones_of_the_queue()
    {
        await SubmitAsync(await AddPersonAsync());
        Clock.Advance(TimeSpan.FromDays(40));

        var link = Open().Find("section[aria-labelledby=open] a[href='manage/requests?when=Late']");

        Assert.Equal("One is past its due date.", link.TextContent);
    }

    [Fact]
    public void A_year_is_chosen_in_the_address_and_the_report_is_of_that_year()
    {
        var page = Open("manage?year=2025");

        Assert.Equal("Received from Jan 2025 to Dec 2025", page.Find("#period").TextContent);
        Assert.Equal("2025", page.Find("nav.tabs [aria-current=true]").TextContent);
        Assert.Equal("manage/report-2025.csv", page.Find("a[download]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(2027)]
    [InlineData(2017)]
    public void A_year_that_is_none_is_not_found(int year)
    {
        SignIn(Officer);
        var missed = 0;
        Navigation.OnNotFound += (_, _) => missed++;
        Navigation.NavigateTo($"manage?year={year}");

        var page = Draw<DashboardPage>();

        page.WaitForAssertion(() => Assert.Equal(1, missed));
        Assert.Empty(page.FindAll("section"));
    }

    [Fact]
    public async Task What_waits_is_a_sentence_with_the_page_where_it_is_settled()
    {
        Assert.True((await Get<RecordBreach>().RunAsync(Officer, Guid.CreateVersion7(), new BreachFacts("A laptop was stolen."), Now, None)).IsOk);
        Clock.Advance(TimeSpan.FromHours(73));
        var gaps = (await Get<LintRegister>().RunAsync(Officer, None)).Value!.Lines.Count;

        var page = Open(who: TestActors.Auditor());

        Assert.Equal(("manage/breaches", "One waits for the notice to the authority."), Link(page, "Data breaches"));
        Assert.Equal("One is past its 72 hours", page.Find("section[aria-labelledby=see] .chip.danger").TextContent);
        Assert.Equal(("manage/measures", "None is due for review."), Link(page, "Security measures"));
        Assert.Equal(("manage/register/lint", $"No disagreement. {gaps} open gaps."), Link(page, "Text and register"));
        Assert.Equal(("manage/retention", "Not counted since the last sweep."), Link(page, "Records whose period has ended"));
        Assert.Equal(("manage/retention", "There was none yet."), Link(page, "Last clean-up"));
    }

    private IRenderedComponent<DashboardPage> Open(string address = "manage", Actor? who = null)
    {
        SignIn(who ?? Officer);
        Navigation.NavigateTo(address);
        var page = Draw<DashboardPage>();
        page.WaitForElement("section[aria-labelledby=see] .facts");
        return page;
    }

    private static IElement FactOf(IRenderedComponent<DashboardPage> page, string label) =>
        page.FindAll(".facts > div").Single(fact => fact.QuerySelector("dt")!.TextContent == label).QuerySelector("dd")!;

    private static string Fact(IRenderedComponent<DashboardPage> page, string label) => FactOf(page, label).TextContent.Trim();

    private static (string, string) Link(IRenderedComponent<DashboardPage> page, string label) =>
        FactOf(page, label).QuerySelector("a")! is var link ? (link.GetAttribute("href")!, link.TextContent) : default;

    private static IEnumerable<string> Row(IRenderedComponent<DashboardPage> page, string part, string head) =>
        page.FindAll($"{part} tbody tr").Single(row => row.QuerySelector("th")!.TextContent == head).QuerySelectorAll("td").Select(cell => cell.TextContent);
}

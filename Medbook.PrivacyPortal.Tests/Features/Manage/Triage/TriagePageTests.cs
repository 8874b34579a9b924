using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Manage.Triage;
using Medbook.PrivacyPortal.Operations.Cases.Queue;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage;

public sealed class TriagePageTests : PageContext
{
    [Theory]
    [InlineData(33, "over", "3 days late")]
    [InlineData(31, "over", "1 day late")]
    [InlineData(30, "soon", "Today")]
    [InlineData(29, "soon", "1 day")]
    [InlineData(25, "soon", "5 days")]
    [InlineData(24, "", "6 days")]
    public async Task Urgency_has_a_shape_and_a_word(int daysAgo, string shape, string words)
    {
        await SubmitAsync(await AddPersonAsync());
        Clock.Advance(TimeSpan.FromDays(daysAgo));
        SignIn(Officer);

        var mark = Draw<TriagePage>().Find("tbody .due");

        Assert.Equal($"due {shape}".Trim(), mark.ClassName!.Trim());
        Assert.Equal(words, mark.TextContent);
    }

    [Fact]
    public async Task The_queue_names_nobody()
    {
        await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);

        Assert.DoesNotContain("member@example.org", Draw<TriagePage>().Markup);
    }

    [Fact]
    public async Task Every_status_has_a_tab_with_its_exact_number_and_drafts_have_none()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person);
        await SubmitAsync(person);
        SignIn(Officer);

        var tabs = Draw<TriagePage>().FindAll("nav.tabs a").Select(tab => tab.TextContent.Trim()).ToList();

        Assert.Equal(["All open 2", "Received 2", "Waiting for you 0", "In progress 0", "Extended 0", "Done 0", "Withdrawn 0"], tabs, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_search_finds_by_address_and_leaves_the_address_out_of_the_address_of_the_page()
    {
        await SubmitAsync(await AddPersonAsync());
        await SubmitAsync(await AddPersonAsync("other@example.org"));
        SignIn(Officer);
        var page = Draw<TriagePage>();

        await page.Find("#find").InputAsync("OTHER@");
        await page.Find("form.filters").SubmitAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.DoesNotContain("other", Navigation.Uri, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_officer_chooses_rows()
    {
        await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = Draw<TriagePage>();
        Assert.Empty(page.FindAll(".bulk"));

        await page.Find("thead input").ChangeAsync(true);

        Assert.Equal("1 chosen", page.Find(".bulk strong").TextContent);
    }

    [Fact]
    public async Task An_auditor_reads_and_chooses_nothing()
    {
        await SubmitAsync(await AddPersonAsync());
        SignIn(TestActors.Auditor());

        var page = Draw<TriagePage>();

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Empty(page.FindAll("tbody input"));
    }

    [Fact]
    public async Task Filters_are_kept_under_a_name_and_lead_back()
    {
        await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        Navigation.NavigateTo("manage/requests?kind=Erasure&when=Late");
        var page = Draw<TriagePage>();

        await page.Find("#view-name").ChangeAsync("Late erasures");
        await page.Find("details form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("manage/requests?kind=Erasure&when=Late", page.Find("details li a").GetAttribute("href")));
        await page.Find("details li button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("details li")));
    }

    [Fact]
    public async Task Choosing_a_kind_changes_the_address_and_with_it_the_view()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person);
        await SubmitAsync(person, RequestKind.Access);
        SignIn(Officer);
        var page = Draw<TriagePage>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);

        await page.Find("#kind").ChangeAsync("Access");

        Assert.EndsWith("manage/requests?kind=Access", Navigation.Uri);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
    }

    [Fact]
    public void An_address_keeps_filter_and_place()
    {
        var (filter, place) = (new QueueFilter(RequestStatus.Done, RequestKind.Access), new QueuePlace(new DateOnly(2026, 11, 28), Guid.NewGuid(), true));

        Assert.Equal($"manage/requests?status=Done&kind=Access&due=2026-11-28&id={place.Id}&back=true", QueueAddress.Of(filter, place));
        Assert.Equal(filter, QueueAddress.Filter("Done", "Access"));
        Assert.Equal(place, QueueAddress.Place("2026-11-28", place.Id, back: true));
        Assert.Equal(new QueueFilter(), QueueAddress.Filter("7", "Nonsense"));
        Assert.Null(QueueAddress.Place("28/11/2026", place.Id, back: false));
    }
}

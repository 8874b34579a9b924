using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Manage.Triage;
using Medbook.PrivacyPortal.Operations.Cases;

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
    public async Task Choosing_a_kind_changes_the_address_and_with_it_the_view()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person);
        await SubmitAsync(person, RequestKind.Access);
        SignIn(Officer);
        var page = Draw<TriagePage>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);

        page.Find("#kind").Change("Access");

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

using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class NewRequestPageTests : PageContext
{
    protected override void AddPageServices(IServiceCollection services, IServiceProvider operations) =>
        services.AddTransient(page => ActivatorUtilities.CreateInstance<DraftDesk>(operations, page.GetRequiredService<CurrentActor>()));

    [Fact]
    public async Task The_first_answer_starts_a_draft_that_its_address_finds_again()
    {
        var page = await OpenAsync("requests/new");
        Assert.Equal(8, page.FindAll("input[type=radio]").Count);

        page.Find("input[value=Objection]").Change(true);

        var draft = await OnlyAsync();
        Assert.Equal((RequestKind.Objection, RequestStatus.Draft, "en-GB"), (draft.Kind, draft.Status, draft.Language));
        Assert.EndsWith($"requests/new?draft={draft.Id}", Navigation.Uri);
    }

    [Fact]
    public async Task Without_a_kind_nothing_goes_on()
    {
        var page = await OpenAsync("requests/new");

        page.Find("form").Submit();

        Assert.Contains("Choose what you ask.", page.Find("[role=alert]").TextContent);
        Assert.Equal("What you ask", page.Find("[aria-current=step] span").TextContent);
    }

    [Fact]
    public async Task A_right_that_is_not_given_is_shown_with_its_reason_and_can_be_asked_anyway()
    {
        var page = await OpenAsync("requests/new?kind=Objection");
        var account = page.FindAll(".rights-list > li").Single(li => li.TextContent.Contains("Your account and portfolio"));
        Assert.Contains("This use rests on an agreement or a law.", account.TextContent);

        account.QuerySelector("button")!.Click();

        Assert.Equal(["account"], (await OnlyAsync()).Scope.Activities);
        Assert.Contains("Asked anyway", page.Find(".rights-list").TextContent);
        page.Find("form").Submit();
        Assert.Contains("You can ask anyway. A privacy officer answers.", page.Find(".banner").TextContent);
    }

    [Theory]
    [InlineData("ConsentWithdrawal", "consents")]
    [InlineData("Objection", "consents")]
    [InlineData("Portability", "copies")]
    public async Task What_the_person_can_do_at_once_is_pointed_out_and_blocks_nothing(string kind, string address)
    {
        var page = await OpenAsync($"requests/new?kind={kind}");

        Assert.Equal(address, page.Find(".banner a").GetAttribute("href"));
        page.Find("form").Submit();
        Assert.Equal("Your words", page.Find("[aria-current=step] span").TextContent);
    }

    [Fact]
    public async Task Words_are_saved_as_they_are_typed_and_are_there_on_another_device()
    {
        var page = await OpenAsync("requests/new?kind=Erasure&activity=helpdesk");
        page.Find("textarea").Input("Old tickets.");
        Clock.Advance(DraftKeeper.Pause);

        page.WaitForState(() => page.Markup.Contains("Draft saved"));
        var draft = await OnlyAsync();
        Assert.Equal(("Old tickets.", Helpdesk), (draft.Words, draft.Scope));

        Navigation.NavigateTo($"requests/new?draft={draft.Id}");
        var again = Draw<NewRequestPage>();
        Assert.Equal("Old tickets.", again.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_draft_that_changed_elsewhere_is_not_overwritten()
    {
        var page = await OpenAsync("requests/new?kind=Erasure&activity=helpdesk");
        page.Find("textarea").Input("From the desk.");
        Clock.Advance(DraftKeeper.Pause);
        page.WaitForState(() => page.Markup.Contains("Draft saved"));
        Navigation.NavigateTo($"requests/new?draft={(await OnlyAsync()).Id}");
        var phone = Draw<NewRequestPage>();
        phone.Find("textarea").Input("From the phone.");
        Clock.Advance(DraftKeeper.Pause);
        phone.WaitForAssertion(() => Assert.Equal("From the phone.", OnlyAsync().GetAwaiter().GetResult().Words));

        page.Find("textarea").Input("From the desk again.");
        Clock.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.Contains("Somebody changed this in the meantime.", page.Find("[role=alert]").TextContent));
        Assert.Equal("From the phone.", (await OnlyAsync()).Words);
    }

    [Fact]
    public async Task Sending_gives_the_number_and_leads_to_the_request()
    {
        var page = await OpenAsync("requests/new?kind=Erasure&activity=helpdesk");
        page.Find("textarea").Input("Old tickets.");
        page.Find("form").Submit();
        Assert.Contains("Sent today, you get our answer by 1 April 2026", page.Markup);

        page.Find("form").Submit();

        var request = await OnlyAsync();
        Assert.Equal((RequestStatus.Received, "2026-0001"), (request.Status, request.Number));
        Assert.EndsWith($"requests/{request.Id}?sent=true", Navigation.Uri);
    }

    [Theory]
    [InlineData("Rectification")]
    [InlineData("Complaint")]
    public async Task A_correction_and_a_complaint_ask_for_words(string kind)
    {
        var page = await OpenAsync($"requests/new?kind={kind}&activity=helpdesk");

        page.Find("form").Submit();

        Assert.Equal("true", page.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Contains("Tell us in a few words what it is about.", page.Find("#words-error").TextContent);
    }

    [Fact]
    public async Task A_link_that_names_an_unknown_activity_says_so_and_goes_on()
    {
        var page = await OpenAsync("requests/new?kind=Access&activity=astrology");

        Assert.Contains("This activity is not in our register.", page.Find("[role=alert]").TextContent);
        Assert.Equal("What it covers", page.Find("[aria-current=step] span").TextContent);
    }

    private async Task<IRenderedComponent<NewRequestPage>> OpenAsync(string address)
    {
        SignIn(await AddPersonAsync());
        Navigation.NavigateTo(address);
        return Draw<NewRequestPage>();
    }

    private Task<RightsRequest> OnlyAsync() => ReadAsync(db => db.Requests.SingleAsync());
}

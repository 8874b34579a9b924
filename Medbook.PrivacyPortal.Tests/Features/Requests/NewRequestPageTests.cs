using AngleSharp.Dom;
using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class NewRequestPageTests : PageContext
{
    protected override void AddPageServices(IServiceCollection services, IServiceProvider operations) => services.AddRequestPages(operations);

    [Fact]
    public async Task The_first_answer_starts_a_draft_that_its_address_finds_again()
    {
        var page = await OpenAsync("requests/new");
        Assert.Equal(8, page.FindAll("input[type=radio]").Count);

        await page.Find("input[value=Objection]").ChangeAsync(true);

        var draft = await OnlyAsync();
        Assert.Equal((RequestKind.Objection, RequestStatus.Draft, "en-GB"), (draft.Kind, draft.Status, draft.Language));
        Assert.EndsWith($"requests/new?draft={draft.Id}", Navigation.Uri);
    }

    [Fact]
    public async Task Without_a_kind_nothing_goes_on()
    {
        var page = await OpenAsync("requests/new");

        await page.Find("form").SubmitAsync();

        Assert.Contains("Choose what you ask.", page.Find("[role=alert]").TextContent);
        Assert.Equal("What you ask", page.Find("[aria-current=step] span").TextContent);
    }

    [Fact]
    public async Task A_right_that_is_not_given_is_shown_with_its_reason_and_can_be_asked_anyway()
    {
        var page = await OpenAsync("requests/new?kind=Objection");
        Assert.Contains("This use rests on an agreement or a law.", page.Find($"#{Account().ParentElement!.GetAttribute("aria-labelledby")}").TextContent);

        await page.InvokeAsync(() => Account().QuerySelector("button")!.ClickAsync(new()));

        Assert.Equal(["account"], (await OnlyAsync()).Scope.Activities);
        Assert.Contains("Asked anyway", Account().TextContent);
        await page.Find("form").SubmitAsync();
        Assert.Contains("You can ask anyway. A privacy officer answers.", page.Find(".banner").TextContent);

        IElement Account() => page.FindAll(".rights-list > li").Single(li => li.TextContent.Contains("Your account and portfolio"));
    }

    [Theory]
    [InlineData("Access", "copies")]
    [InlineData("ConsentWithdrawal", "consents")]
    [InlineData("Portability", "copies")]
    public async Task What_the_person_can_do_at_once_is_pointed_out_and_blocks_nothing(string kind, string address)
    {
        var page = await OpenAsync($"requests/new?kind={kind}");

        Assert.Equal(address, page.Find(".banner a").GetAttribute("href"));
        await page.Find("form").SubmitAsync();
        Assert.Equal("Your words", page.Find("[aria-current=step] span").TextContent);
    }

    [Fact]
    public async Task Words_are_saved_as_they_are_typed_and_are_there_on_another_device()
    {
        var page = await OpenAsync("requests/new?kind=Erasure&activity=helpdesk");
        await page.Find("textarea").InputAsync("Old tickets.");
        Clock.Advance(Keeper<DraftContent>.Pause);

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
        await page.Find("textarea").InputAsync("From the desk.");
        Clock.Advance(Keeper<DraftContent>.Pause);
        page.WaitForState(() => page.Markup.Contains("Draft saved"));
        Navigation.NavigateTo($"requests/new?draft={(await OnlyAsync()).Id}");
        var phone = Draw<NewRequestPage>();
        await phone.Find("textarea").InputAsync("From the phone.");
        Clock.Advance(Keeper<DraftContent>.Pause);
        phone.WaitForAssertion(() => Assert.Equal("From the phone.", OnlyAsync().GetAwaiter().GetResult().Words));

        await page.Find("textarea").InputAsync("From the desk again.");
        Clock.Advance(Keeper<DraftContent>.Pause);

        page.WaitForAssertion(() => Assert.Contains("Somebody changed this in the meantime.", page.Find("[role=alert]").TextContent));
        Assert.Equal("From the phone.", (await OnlyAsync()).Words);
    }

    [Fact]
    public async Task Sending_gives_the_number_and_leads_to_the_request()
    {
        var page = await OpenAsync("requests/new?kind=Erasure&activity=helpdesk");
        await page.Find("textarea").InputAsync("Old tickets.");
        await page.Find("form").SubmitAsync();
        Assert.Contains("Sent today, you get our answer by 1 April 2026", page.Markup);

        await page.Find("form").SubmitAsync();

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

        await page.Find("form").SubmitAsync();

        Assert.Equal("true", page.Find("#words").GetAttribute("aria-invalid"));
        Assert.Contains("in a few words", page.Find("#words-error").TextContent);
        Assert.Equal("#words", page.Find("[role=alert] a").GetAttribute("href")![^6..]);
    }

    [Fact]
    public async Task A_link_that_names_an_unknown_activity_says_so_and_goes_on()
    {
        var page = await OpenAsync("requests/new?kind=Access&activity=astrology");

        Assert.Contains("This activity is not in our register.", page.Find("[role=alert]").TextContent);
        Assert.Equal("What it covers", page.Find("[aria-current=step] span").TextContent);
    }

    [Fact]
    public async Task A_record_is_not_needed_to_ask_for_a_correction()
    {
        var page = await OpenAsync("requests/new?kind=Rectification");
        page.WaitForAssertion(() => Assert.Contains("Continue and tell us in words.", page.Markup));

        await page.Find("form").SubmitAsync();
        await page.Find("#words").InputAsync("My name is spelled with a k.");
        await page.Find("form").SubmitAsync();
        await page.Find("form").SubmitAsync();

        Assert.Equal("My name is spelled with a k.", (await OnlyAsync()).Words);
        Assert.Equal(RequestStatus.Received, (await OnlyAsync()).Status);
    }

    [Fact]
    public async Task A_restriction_is_chosen_with_one_click_for_what_is_contested()
    {
        var page = await OpenAsync("requests/new?kind=Objection&activity=helpdesk");
        Assert.Equal("Limit its use meanwhile", page.Find("#meanwhile").TextContent);
        Assert.Contains("GDPR 18(1)(d)", page.Find("[aria-labelledby=meanwhile]").TextContent);

        await page.Find("[aria-labelledby=meanwhile] input").ChangeAsync(true);

        Assert.True((await OnlyAsync()).Details.RestrictMeanwhile);
        await page.Find("form").SubmitAsync();
        Assert.Contains("Until our answer, only for what is contested", page.Markup);
    }

    [Fact]
    public async Task Direct_marketing_is_asked_apart_and_granted_when_it_is_sent()
    {
        var page = await OpenAsync("requests/new?kind=Objection");
        Assert.DoesNotContain(page.FindAll(".pick input[type=checkbox]"), box => box.ParentElement!.TextContent.Contains("Direct marketing"));

        await page.FindAll("input[name=marketing]")[1].ChangeAsync(true);
        Assert.Empty(page.FindAll(".pick input[type=checkbox]"));
        await page.Find("form").SubmitAsync();
        Assert.Empty(page.FindAll("#meanwhile"));
        await page.Find("form").SubmitAsync();
        Assert.Contains("This is granted at once when you send it.", page.Markup);
        await page.Find("form").SubmitAsync();

        var request = await OnlyAsync();
        Assert.Equal((RequestStatus.Done, Outcome.Granted), (request.Status, request.Outcome!.Value));
        Assert.Equal(["direct-marketing"], request.Scope.Activities);
    }

    [Fact]
    public async Task An_erasure_names_a_ground_and_shows_what_would_happen_before_it_is_sent()
    {
        var page = await OpenAsync("requests/new?kind=Erasure");
        await page.FindAll("input[name=ground]")[3].ChangeAsync(true);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("An officer looks at each record before anything is deleted.", page.Markup));
        Assert.Equal("What would happen", page.Find("[aria-current=step] span").TextContent);
        Assert.NotEmpty(page.FindAll(".fate.stays li"));
        Assert.Equal(ErasureGround.Unlawful, (await OnlyAsync()).Details.ErasureGround);
        await page.Find("form").SubmitAsync();
        Assert.Contains("Medbook may not use it", page.Markup);
    }

    [Fact]
    public async Task A_restriction_names_one_of_the_four_cases()
    {
        var page = await OpenAsync("requests/new?kind=Restriction&activity=helpdesk");
        Assert.Equal(5, page.FindAll("input[name=case]").Count);

        await page.FindAll("input[name=case]")[2].ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        Assert.Equal(RestrictionCase.NeededForClaims, (await OnlyAsync()).Details.RestrictionCase);
        Assert.Contains("GDPR 18(1)(c)", page.Markup);
    }

    [Fact]
    public async Task Evidence_is_added_on_the_way_shown_before_it_is_sent_and_goes_along()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, default)).IsOk);
        var page = await OpenAsync("requests/new?kind=Complaint");
        await page.Find("form").SubmitAsync();
        await page.WaitForElement("textarea").InputAsync("Nobody answers me.");
        page.WaitForElement("#evidence");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("Dag", "brief.txt"));
        page.WaitForAssertion(() => Assert.Contains("brief.txt", page.Find("ul.picked").TextContent));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("brief.txt", page.Find(".facts .picked a").TextContent));
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.EndsWith("?sent=true", Navigation.Uri));
        Assert.NotNull((await ReadAsync(db => db.CaseAttachments.SingleAsync())).SentAt);
    }

    [Theory]
    [InlineData("Access")]
    [InlineData("Portability")]
    [InlineData("ConsentWithdrawal")]
    public async Task What_needs_no_reason_asks_for_no_evidence(string kind)
    {
        var page = await OpenAsync($"requests/new?kind={kind}");
        await page.Find("form").SubmitAsync();
        page.WaitForElement("textarea");
        Assert.Empty(page.FindAll("#evidence"));
    }

    [Fact]
    public async Task A_complaint_may_speak_of_an_earlier_request()
    {
        var person = await AddPersonAsync();
        var earlier = (await SubmitAsync(person)).Request;
        SignIn(person);
        Navigation.NavigateTo($"requests/new?kind=Complaint&about={earlier}");
        var page = Draw<NewRequestPage>();
        Assert.Equal(earlier.ToString(), page.Find("#earlier").GetAttribute("value"));
        Assert.Equal(["It is not about a request", "2026-0001: Delete my data, 2 March 2026"], page.FindAll("#earlier option").Select(option => option.TextContent));

        await page.Find("form").SubmitAsync();
        await page.Find("#words").InputAsync("It took too long.");
        await page.Find("form").SubmitAsync();
        await page.Find("form").SubmitAsync();

        var complaint = await ReadAsync(db => db.Requests.SingleAsync(r => r.Kind == RequestKind.Complaint));
        Assert.Equal((earlier, RequestStatus.Received), (complaint.Details.EarlierRequest!.Value, complaint.Status));
    }

    [Fact]
    public async Task Details_are_there_on_another_device()
    {
        var page = await OpenAsync("requests/new?kind=Restriction&activity=helpdesk");
        await page.FindAll("input[name=case]")[0].ChangeAsync(true);

        Navigation.NavigateTo($"requests/new?draft={(await OnlyAsync()).Id}");
        var again = Draw<NewRequestPage>();

        Assert.True(again.FindAll("input[name=case]")[0].HasAttribute("checked"));
    }

    [Fact]
    public async Task What_happens_then_and_by_when_stands_beside_the_questions()
    {
        var page = await OpenAsync("requests/new?kind=Rectification");

        Assert.Contains("1 April 2026", page.Find("[aria-labelledby=by-when]").TextContent);
        Assert.Contains("We change the record", page.Find("[aria-labelledby=then]").TextContent);
        Assert.Equal("Correct my data", page.Find("h1").TextContent);
    }

    private async Task<IRenderedComponent<NewRequestPage>> OpenAsync(string address)
    {
        SignIn(await AddPersonAsync());
        Navigation.NavigateTo(address);
        return Draw<NewRequestPage>();
    }

    private Task<RightsRequest> OnlyAsync() => ReadAsync(db => db.Requests.SingleAsync());
}

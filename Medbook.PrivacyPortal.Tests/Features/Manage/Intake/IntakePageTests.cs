using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Intake;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Intake;

public sealed class IntakePageTests : PageContext
{
    [Fact]
    public async Task A_letter_without_an_address_shows_the_confirmation_to_send_by_post_in_the_language_of_the_person()
    {
        SignIn(Officer);
        var page = Draw<IntakePage>();
        await page.Find("#arrived").ChangeAsync("2026-02-28");
        await page.Find("#kind").ChangeAsync("Access");
        await page.Find("#words").ChangeAsync("Wat weet u over mij?");
        await page.Find("#language").ChangeAsync("nl-BE");
        await page.Find("form").SubmitAsync();

        Assert.Contains("Request 2026-0001 is entered", page.Find("h2").TextContent);
        Assert.Equal("Uw verzoek 2026-0001 kwam aan op 28 februari 2026. We antwoorden uiterlijk op 28 maart 2026. U hoeft nu niets te doen.",
            page.Find("blockquote[lang=nl-BE]").TextContent);
        var request = await ReadAsync(db => db.Requests.SingleAsync());
        Assert.Equal((RequestKind.Access, RequestChannel.Letter, "Wat weet u over mij?"), (request.Kind, request.Channel, request.Words));
        Assert.Equal($"manage/requests/{request.Id}", page.Find("a.primary").GetAttribute("href"));

        await page.Find("button").ClickAsync(new());
        Assert.Equal("", page.Find("#words").GetAttribute("value") ?? "");
        await page.Find("form").SubmitAsync();
        Assert.Equal(2, await ReadAsync(db => db.Requests.CountAsync()));
    }

    [Fact]
    public async Task With_an_address_the_page_says_that_the_confirmation_is_on_its_way()
    {
        SignIn(Officer);
        var page = Draw<IntakePage>();
        await page.Find("#address").ChangeAsync("an@example.org");
        await page.Find("form").SubmitAsync();

        Assert.Contains("The confirmation of receipt is on its way by e-mail.", page.Markup);
        Assert.Empty(page.FindAll("blockquote"));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [InlineData("arrived", "2026-03-03", "arrived-error")]
    [InlineData("arrived", "", "arrived-error")]
    [InlineData("address", "an at example", "address-error")]
    public async Task What_is_wrong_stands_at_its_field_and_on_top(string field, string value, string error)
    {
        SignIn(Officer);
        var page = Draw<IntakePage>();
        await page.Find($"#{field}").ChangeAsync(value);
        await page.Find("form").SubmitAsync();

        var text = page.Find($"#{error}").TextContent;
        Assert.Equal(text, page.Find(".error-list a").TextContent);
        Assert.Equal("true", page.Find($"#{field}").GetAttribute("aria-invalid"));
        Assert.Contains(error, page.Find($"#{field}").GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task The_tray_shows_a_mail_as_text_and_makes_a_request_of_it()
    {
        await TakeInAsync("<script>alert(1)</script> Delete my data", "<img src=x onerror=alert(1)>");
        SignIn(Officer);
        Navigation.NavigateTo(TrayAddress.Tray());
        var page = Draw<IntakePage>();
        Assert.Equal("1", page.Find(".tabs .count").TextContent);
        Assert.Empty(page.FindAll("article script, article img"));
        Assert.Contains("<script>alert(1)</script> Delete my data", page.Find("article blockquote").TextContent);
        Assert.Contains("<img src=x onerror=alert(1)>", page.Find("article h3").TextContent);
        Assert.Contains("Sent by a machine", page.Find("article .chip").TextContent);

        await page.Find("article .btn.primary").ClickAsync(new());

        var request = await ReadAsync(db => db.Requests.SingleAsync());
        Assert.EndsWith($"manage/requests/{request.Id}", Navigation.Uri);
    }

    [Fact]
    public async Task An_auditor_finds_the_tray_and_no_button()
    {
        await TakeInAsync("Away.", "Out of office");
        SignIn(TestActors.Auditor());

        var page = Draw<IntakePage>();

        Assert.Single(page.FindAll(".tabs a"));
        Assert.Contains("Out of office", page.Markup);
        Assert.Empty(page.FindAll("button, form, fieldset"));
    }

    [Fact]
    public async Task A_case_made_of_a_mail_says_how_it_came_and_asks_for_its_kind()
    {
        await TakeInAsync("Delete everything.", "My wish", header: "X-Nothing: 1");
        var request = await ReadAsync(db => db.Requests.SingleAsync());
        SignIn(Officer);
        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, request.Id));
        page.WaitForElement("#arrival");
        var arrival = page.Find("section[aria-labelledby=arrival]").TextContent;
        Assert.Contains("an@example.org", arrival);
        Assert.Contains("My wish", arrival);
        Assert.Contains("Nothing proves who wrote.", arrival);

        await page.Find("section[aria-labelledby=sort] [data-send]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Choose", page.Find("section[aria-labelledby=sort] [role=alert]").TextContent));
        page.FindAll("input[name=sort]")[RequestKinds.Rights.ToList().IndexOf(RequestKind.Erasure)].Change(true);
        await page.Find("section[aria-labelledby=sort] [data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("input[name=sort]")));
        Assert.Equal(RequestKind.Erasure, (await ReadAsync(db => db.Requests.SingleAsync())).Kind);
    }

    private async Task TakeInAsync(string words, string subject, string header = "Auto-Submitted: auto-replied")
    {
        using var mail = await TestMail.ReadAsync(TestMail.Text(words, subject: subject, header: header), Now);
        Assert.True((await Get<TakeInMail>().RunAsync(Actor.Portal, mail, None)).IsOk);
    }
}

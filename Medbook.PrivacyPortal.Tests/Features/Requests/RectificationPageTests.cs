using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

/// <summary>The steps of a correction, on records of a source.</summary>
public sealed class RectificationPageTests() : ClinicTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_record_is_chosen_its_field_is_corrected_and_both_values_are_sent()
    {
        var page = await OpenAsync("requests/new?kind=Rectification");
        page.WaitForAssertion(() => Assert.Contains("Your account (1)", page.Find("#kind-of-record").TextContent));
        // Only kinds with something that can be corrected are offered.
        Assert.DoesNotContain("Log lines", page.Find("#kind-of-record").TextContent);

        await page.Find("#kind-of-record").ChangeAsync("0");
        await page.WaitForElement(".pick input[type=checkbox]").ChangeAsync(true);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Which part is wrong?", page.Markup));
        Assert.Equal(["E-mail", "Name"], page.FindAll(".values label > span:first-of-type").Select(label => label.TextContent));
        Assert.Contains("Number", page.Find(".values + .hint").TextContent);
        await page.FindAll(".values input[type=checkbox]")[1].ChangeAsync(true);

        await page.Find("form").SubmitAsync();
        Assert.Contains("This is what we hold now.", page.Find("#correction-0-error").TextContent);
        await page.Find("#correction-0").InputAsync("Ada Lovelace");
        await page.Find("form").SubmitAsync();

        Assert.Equal("Ada", page.Find("del").TextContent);
        Assert.Equal("Ada Lovelace", page.Find("ins").TextContent);
        await page.Find("form").SubmitAsync();
        var request = await ReadAsync(db => db.Requests.SingleAsync());
        Assert.Equal(RequestStatus.Received, request.Status);
        Assert.Equal([new FieldCorrection(new ScopedRow("clinic", "members", "1"), "name", "Ada", "Ada Lovelace")], request.Details.Corrections);
        Assert.Equal([new ScopedRow("clinic", "members", "1")], request.Scope.Rows);
    }

    [Fact]
    public async Task A_statement_of_ones_own_needs_no_other_words()
    {
        var page = await OpenAsync("requests/new?kind=Rectification&source=clinic&dataset=members&row=1");

        await page.Find("#supplement").InputAsync("I also work in Ghent.");
        await page.Find("form").SubmitAsync();
        await page.Find("form").SubmitAsync();

        Assert.Equal("I also work in Ghent.", (await ReadAsync(db => db.Requests.SingleAsync())).Details.Supplement);
    }

    [Fact]
    public async Task A_record_that_is_left_out_takes_its_corrections_along()
    {
        var page = await OpenAsync("requests/new?kind=Rectification&source=clinic&dataset=members&row=1");
        page.WaitForElement(".values input[type=checkbox]");
        await page.InvokeAsync(() => page.Find(".values input[type=checkbox]").ChangeAsync(true));
        Assert.Single((await ReadAsync(db => db.Requests.SingleAsync())).Details.Corrections);

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == "Back").ClickAsync(new()));
        page.WaitForElement(".pick input[type=checkbox]");
        await page.InvokeAsync(() => page.Find(".pick input[type=checkbox]").ChangeAsync(false));

        var draft = await ReadAsync(db => db.Requests.SingleAsync());
        Assert.Empty(draft.Details.Corrections);
        Assert.True(draft.Scope.IsEverything);
    }

    [Fact]
    public async Task Whoever_did_not_prove_themselves_again_is_led_there_and_can_go_on_without()
    {
        var page = await OpenAsync("requests/new?kind=Rectification", confirmed: false);

        page.WaitForAssertion(() => Assert.StartsWith("account/confirm?returnUrl=%2Frequests%2Fnew", page.Find(".banner a").GetAttribute("href")));
        await page.Find("form").SubmitAsync();

        Assert.Equal("Correction", page.Find("[aria-current=step] span").TextContent);
    }

    private async Task<IRenderedComponent<NewRequestPage>> OpenAsync(string address, bool confirmed = true)
    {
        var person = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(person, person.Subject!.Value, None)).IsOk);
        var signedIn = Actor.SignedIn(person.Id, person.Subject!.Value, person.Roles, confirmed, secondFactor: false, person.Session);
        stage.SignIn(signedIn, Get<IServiceProvider>(), (services, operations) => services.AddRequestPages(operations));
        stage.Navigation.NavigateTo(address);
        return stage.Draw<NewRequestPage>();
    }
}

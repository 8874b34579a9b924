using Bunit;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;
using Medbook.PrivacyPortal.Tests.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>The form in which an officer names what a letter wants corrected.</summary>
public sealed class NameFormTests() : RectificationTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_value_that_is_named_stands_in_the_case_and_what_would_become_of_it()
    {
        var letter = await LetterAsync();
        var page = Open(letter);

        await page.WaitForElement("#name-field").ChangeAsync(new() { Value = "clinic/members/name" });
        await page.Find("#name-record").ChangeAsync(new() { Value = "1" });
        await page.Find("#name-value").ChangeAsync(new() { Value = "Ada King" });
        await page.FindAll("button").Single(button => button.TextContent == "Add this value").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Ada King", page.Find("[aria-labelledby=foreseen]").TextContent, StringComparison.Ordinal));
        Assert.Contains("The value is named", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Ada King", Assert.Single((await StoredAsync(letter)).Details.Corrections).Proposed);
    }

    [Fact]
    public async Task Without_a_field_nothing_is_named()
    {
        var letter = await LetterAsync();
        var page = Open(letter);
        page.WaitForElement("#name-field");

        await page.FindAll("button").Single(button => button.TextContent == "Add this value").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("This record has no such field.", page.Find("[aria-labelledby=name]").TextContent, StringComparison.Ordinal));
        Assert.Empty((await StoredAsync(letter)).Details.Corrections);
    }

    private IRenderedComponent<CasePage> Open(Guid id)
    {
        stage.SignIn(Officer, Get<IServiceProvider>());
        var page = stage.Draw<CasePage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("#tasks");
        return page;
    }
}

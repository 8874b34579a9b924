using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>The limits on a use in the workspace: one click to set what is contested, and a word to the person before it ends.</summary>
public sealed class LimitsCardTests : HandlingContext
{
    [Fact]
    public async Task One_click_limits_what_the_request_contests_and_the_person_is_told_before_it_ends()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection);
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        page.WaitForElement("#limits");
        Assert.Contains("No use is limited for this person.", Card(page).TextContent, StringComparison.Ordinal);

        await Button(page, "Limit the use now").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The use is limited", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("since 2 March 2026", Card(page).TextContent, StringComparison.Ordinal));
        Assert.Equal(new RestrictionTarget("helpdesk"), (await ReadAsync(db => db.UseRestrictions.SingleAsync())).Target);
        // What is contested is limited: nothing is left to click.
        Assert.DoesNotContain("Limit the use now", Card(page).TextContent, StringComparison.Ordinal);

        await Button(page, "End it").ClickAsync(new());
        await Card(page).QuerySelector("form")!.SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Write why. The person reads it.", Card(page).TextContent, StringComparison.Ordinal));
        await Card(page).QuerySelector("textarea")!.InputAsync("We weighed it.");
        await Card(page).QuerySelector("form")!.SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("ends on 9 March 2026, the person was told", Card(page).TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("End it", Card(page).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_request_names_nothing_the_officer_names_one_activity()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection, scope: RequestScope.Everything);
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        page.WaitForElement("#limits-activity");

        await Button(page, "Limit the use now").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Choose of what the use is limited.", Card(page).TextContent, StringComparison.Ordinal));

        await page.Find("#limits-activity").ChangeAsync("research");
        await Button(page, "Limit the use now").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("since 2 March 2026", Card(page).TextContent, StringComparison.Ordinal));
        Assert.Equal("research", (await ReadAsync(db => db.UseRestrictions.SingleAsync())).Activity);
    }

    [Fact]
    public async Task The_card_says_whether_each_system_knows()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person, RequestKind.Objection);
        await using (var db = await OpenAsync())
        {
            foreach (var (name, tries, isHeard) in new[] { ("silent", 3, false), ("news", 0, true), ("desk", 0, false) })
            {
                var system = SystemLimits.Of(person.Subject!.Value, name, "contacts:1", Now);
                system.Say(person.Subject!.Value, ["helpdesk"], [], null, Now);
                for (var tried = 0; tried < tries; tried++) system.Fail(Now);
                if (isHeard) system.Hear(system.Said, system.Said, Now);
                db.SystemLimits.Add(system);
            }
            await db.SaveChangesAsync();
        }
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        page.WaitForElement("#limits-systems");

        Assert.Equal(
            ["desk being told since 2 March 2026", "news knows it since 2 March 2026", "silent has not answered since 2 March 2026; the portal tries again"],
            Card(page).QuerySelectorAll("[aria-labelledby=limits-systems] li").Select(line => line.TextContent));
    }

    [Fact]
    public async Task A_request_that_limits_nothing_has_no_such_card()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Access);
        SignIn(Officer);

        Assert.Empty(DrawCase(sent.Request).FindAll("#limits"));
    }

    [Fact]
    public async Task An_auditor_sees_the_limits_and_finds_nothing_to_do()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), RequestKind.Objection);
        var revision = (await StoredAsync(sent.Request)).Revision;
        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, sent.Request, revision, [new RestrictionTarget("helpdesk")], None)).Problem);
        SignIn(TestActors.Auditor());
        var page = DrawCase(sent.Request);

        page.WaitForElement("#limits");
        Assert.Contains("since 2 March 2026", Card(page).TextContent, StringComparison.Ordinal);
        Assert.Empty(Card(page).QuerySelectorAll("button, input, select, textarea"));
    }

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<CasePage> page) => page.Find("[aria-labelledby=limits]");

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CasePage> page, string name) =>
        page.FindAll("[aria-labelledby=limits] button").Single(button => button.TextContent.Trim() == name);
}

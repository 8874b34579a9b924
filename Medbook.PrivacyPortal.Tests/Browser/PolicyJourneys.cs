using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A policy from a file to a page with anchors, and a change of it from the editor to the person. On a portal of its own: everybody is told.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PolicyJourneys(BrowserFixture browser)
{
    private const string Text =
        """
        Privacy statement

        We keep bees. It was last changed on 3 March 2025.

        1. Scope

        1.1. This statement holds when you:

          • buy honey; or
          • visit the hives.

        2. What we use

        2.1. When you buy

        2.1.1. We use the following data.

        Which data? Why? On which basis?
        Your name (e.g. on the parcel). To send the jars. Our agreement with you.
        What you bought. To keep our books. The law asks for it.

        3. Us

        3.1. Ask bees@example.org anything.
        """;

    private static readonly string[] Places = ["1", "1-1", "2", "2-1", "2-1-1", "3", "3-1"];

    [Fact]
    public async Task A_text_is_loaded_from_a_file_published_changed_and_read_by_who_was_told()
    {
        await using var app = await PortalApp.StartAsync();
        await using var officers = await ContextAsync(app);
        var officer = await officers.NewPageAsync();
        await officer.SignInAsync("officer@example.org", DemoAccounts.Password, "/manage/policy");
        await officer.TypeAppCodeAsync(DemoAccounts.AppKey);
        await officer.ArrivesAsync("**/manage/policy");
        await browser.AssertIsReadyAsync(officer);

        await officer.GetByLabel("Or load a file").First.SetInputFilesAsync(new FilePayload { Name = "policy.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Text) });
        await Assertions.Expect(officer.GetByText("7 numbered places")).ToBeVisibleAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Publish version 1" }).ClickAsync();
        await Assertions.Expect(officer.GetByRole(AriaRole.Status).First).ToContainTextAsync("Version 1 is published.");

        await using var strangers = await ContextAsync(app);
        var stranger = await strangers.NewPageAsync();
        await stranger.GotoAsync("/policy");
        foreach (var place in Places)
        {
            await stranger.GotoAsync($"/policy#text-{place}");
            await Assertions.Expect(stranger.Locator($"#text-{place}")).ToBeInViewportAsync();
        }
        await Accessibility.AssertNoViolationAsync(stranger, "the official text is there");

        await ChangeAsync(officer, Text.Replace("buy honey; or", "buy honey or wax; or", StringComparison.Ordinal), "Other words only", "A word was missing.");
        await Assertions.Expect(officer.GetByRole(AriaRole.Status).First).ToContainTextAsync("Version 2 is published.");
        await ChangeAsync(officer, Text + "\n\n3.2. We keep hens, too.\n", "Material change", "We keep hens now.");
        await Assertions.Expect(officer.GetByRole(AriaRole.Status).First).ToContainTextAsync("Version 3 is published.");
        await Accessibility.AssertNoViolationAsync(officer, "three versions are there");
        await app.OperateAsync<TellOfPolicy, int>(tell => tell.RunAsync(Actor.Portal, default));

        var mail = await app.MailToAsync("member@example.org", "Our privacy policy changes");
        Assert.Contains("We keep hens now.", mail.TextBody!, StringComparison.Ordinal);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var told = await scope.ServiceProvider.GetRequiredService<PortalDb>().PolicyNotices.Select(notice => notice.Version).Distinct().ToListAsync();
            Assert.Equal([3], told);
        }

        await using var members = await ContextAsync(app);
        var member = await members.NewPageAsync();
        await member.SignInAsync("member@example.org", DemoAccounts.Password);
        await member.ArrivesAsync("**/home");
        await member.GetByRole(AriaRole.Link, new() { Name = "Read what changes" }).ClickAsync();
        await member.ArrivesAsync("**/policy/3");
        await Assertions.Expect(member.Locator("ins").First).ToContainTextAsync("We keep hens, too.");
        await Accessibility.AssertNoViolationAsync(member, "a version that has to be read");
        await member.GetByRole(AriaRole.Button, new() { Name = "I have read this" }).ClickAsync();
        await Assertions.Expect(member.GetByRole(AriaRole.Status).First).ToContainTextAsync("Thank you.");
        await member.GotoAsync("/home");
        await browser.AssertIsReadyAsync(member);
        await Assertions.Expect(member.GetByRole(AriaRole.Link, new() { Name = "Read what changes" })).ToHaveCountAsync(0);
    }

    private static async Task ChangeAsync(IPage officer, string text, string change, string reason)
    {
        var field = officer.GetByLabel("Official text in English");
        await field.FillAsync(text);
        await field.BlurAsync();
        await Assertions.Expect(officer.Locator(".changes ins").First).ToBeVisibleAsync();
        await officer.GetByLabel(change).CheckAsync();
        await officer.GetByLabel("Why does it change?").FillAsync(reason);
        await officer.GetByRole(AriaRole.Button, new() { Name = "Publish version" }).ClickAsync();
    }

    private Task<IBrowserContext> ContextAsync(PortalApp app) => browser.Browser.NewContextAsync(new() { BaseURL = app.Address.ToString(), Locale = "en-GB", TimezoneId = "Europe/Brussels" });
}

using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Ways through the account pages, each with an account of its own.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountJourneys(BrowserFixture browser)
{
    private const string Password = "a long enough password";

    [Fact]
    public Task A_person_registers_by_the_mail_that_a_developer_sees_and_is_signed_in() => browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/account/register");
        await page.GetByLabel("E-mail address").FillAsync("registers@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await browser.App.MailToAsync("registers@example.org");
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the mails of this machine" }).ClickAsync();
        await page.Locator("article", new() { HasText = "registers@example.org" }).GetByRole(AriaRole.Link).ClickAsync();

        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open my account" }).ClickAsync();
        await page.ArrivesAsync("**/home");

        await page.GotoAsync("/account");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("registers@example.org");
    });

    [Fact]
    public Task A_person_sets_an_app_up_and_signs_in_with_its_code_or_a_recovery_code() => browser.VisitAsync(async page =>
    {
        await page.OpenAccountAsync(browser.App, "app@example.org", Password);
        await page.GotoAsync("/account/app-code");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        var key = (await page.Locator("code.key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Code of your app").FillAsync("000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This code is not right")).ToBeVisibleAsync();
        await page.GetByLabel("Code of your app").FillAsync(Totp.Now(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        var recovery = await page.Locator(".codes code").First.InnerTextAsync();
        await SignOutAsync(page);

        await page.SignInAsync("app@example.org", Password, "/account");
        await page.TypeAppCodeAsync(key);
        await page.ArrivesAsync("**/account");
        await SignOutAsync(page);

        await page.SignInAsync("app@example.org", Password, "/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code" }).ClickAsync();
        await page.GetByLabel("Recovery code").FillAsync(recovery.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ArrivesAsync("**/account");
    });

    [Fact]
    public Task A_passkey_is_added_named_used_and_removed() => browser.VisitAsync(async page =>
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await page.OpenAccountAsync(browser.App, "passkey@example.org", Password);
        await page.GotoAsync("/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("My laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the name" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("My laptop");
        await SignOutAsync(page);

        await page.GotoAsync("/account/sign-in?returnUrl=%2Faccount%2Fpasskeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.ArrivesAsync("**/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove this passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task What_is_sensitive_asks_for_a_code_once_per_session() => browser.VisitAsync(async page =>
    {
        await page.OpenAccountAsync(browser.App, "confirms@example.org", Password);
        await SignOutAsync(page);
        await page.SignInAsync("confirms@example.org", Password, "/account/email");

        await page.ArrivesAsync("**/account/confirm?returnUrl=%2Faccount%2Femail");
        await page.ConfirmByMailAsync(browser.App, "confirms@example.org");

        await page.ArrivesAsync("**/account/email");
        await page.GotoAsync("/account/passkeys");
        await Assertions.Expect(page).ToHaveURLAsync("/account/passkeys");
    });

    [Fact]
    public Task Staff_without_a_second_factor_are_led_to_set_one_up() => browser.VisitAsync(async page =>
    {
        Uri link;
        await using (var scope = browser.App.Services.CreateAsyncScope())
        {
            link = (await scope.ServiceProvider.GetRequiredService<AddStaff>()
                .RunAsync(TestActors.Operator(), "new-officer@example.org", Role.Officer, CancellationToken.None)).Value!;
        }
        await page.GotoAsync(link.ToString());
        await page.GetByLabel("New password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
        await page.ArrivesAsync("**/home");

        await page.GotoAsync("/manage/requests");
        await page.ArrivesAsync("**/account/second-factor?returnUrl=%2Fmanage%2Frequests");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("The privacy team works only with a passkey or an app code.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Use an app that makes codes" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        var key = (await page.Locator("code.key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Code of your app").FillAsync(Totp.Now(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.ArrivesAsync("**/manage/requests");
    });

    [Fact]
    public Task Signing_out_everywhere_ends_the_session_of_another_browser_at_its_next_page() => browser.VisitAsync(async page =>
    {
        await page.OpenAccountAsync(browser.App, "everywhere@example.org", Password);
        await browser.VisitAsync(async elsewhere =>
        {
            await elsewhere.SignInAsync("everywhere@example.org", Password, "/account/sessions");
            await elsewhere.ArrivesAsync("**/account/sessions");

            await page.GotoAsync("/account/sessions");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
            await page.ArrivesAsync("**/account/sign-in");

            await elsewhere.GotoAsync("/account/sessions");
            await elsewhere.ArrivesAsync("**/account/sign-in?**");
        });
    });

    [Fact]
    public Task A_circuit_that_is_open_ends_with_its_session() => browser.VisitAsync(async page =>
    {
        await page.OpenAccountAsync(browser.App, "circuit@example.org", Password);
        await browser.AssertIsReadyAsync(page);
        await browser.VisitAsync(async elsewhere =>
        {
            await elsewhere.SignInAsync("circuit@example.org", Password, "/account/sessions");
            await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
            await elsewhere.ArrivesAsync("**/account/sign-in");
        });

        await page.ArrivesAsync("**/account/sign-in?**");
    });

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public Task Signing_in_never_leads_away_from_the_portal(string address) => browser.VisitAsync(async page =>
    {
        await page.SignInAsync("member@example.org", DemoAccounts.Password, address);

        await page.ArrivesAsync("**/home");
        Assert.Equal(browser.App.Address.Authority, new Uri(page.Url).Authority);
    });

    [Fact]
    public async Task The_pages_say_the_same_for_a_known_and_an_unknown_address()
    {
        // An account of its own: of others' the tries are counted, too.
        await browser.VisitAsync(page => page.OpenAccountAsync(browser.App, "somebody-knows@example.org", Password));
        await browser.VisitAsync(page => SaySameAsync(page, "somebody-knows@example.org", "nobody-knows@example.org"));
    }

    private static async Task SaySameAsync(IPage page, params string[] emails)
    {
        var answers = new List<string>();
        foreach (var email in emails)
        {
            foreach (var form in (string[])["/account/register", "/account/forgot"])
            {
                await page.GotoAsync(form);
                await page.GetByLabel("E-mail address").FillAsync(email);
                await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
                await page.ArrivesAsync("**/account/check-mail?**");
                answers.Add(await page.GetByRole(AriaRole.Main).InnerTextAsync());
            }
            await page.SignInAsync(email, "not the password of anybody");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            answers.Add(await page.GetByRole(AriaRole.Main).InnerTextAsync());
        }

        Assert.Equal(answers[..3], answers[3..]);
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Your privacy", Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.ArrivesAsync(new Regex("^https?://[^/]+/$"));
    }
}

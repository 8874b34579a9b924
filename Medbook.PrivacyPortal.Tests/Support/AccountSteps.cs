using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What a person does on the account pages, step by step, in English.</summary>
public static partial class AccountSteps
{
    /// <summary>Address and password.</summary>
    public static async Task SignInAsync(this IPage page, string email, string password, string? returnUrl = null)
    {
        await page.GotoAsync("/account/sign-in" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"));
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a password" }).ClickAsync();
    }

    /// <summary>The second step, with what the app shows now.</summary>
    public static async Task TypeAppCodeAsync(this IPage page, string key)
    {
        await page.GetByLabel("Code of your app").FillAsync(Totp.Now(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Opens an account, from the form to the first page.</summary>
    public static async Task OpenAccountAsync(this IPage page, PortalApp app, string email, string password)
    {
        await page.GotoAsync("/account/register");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await page.GotoAsync(Link().Match((await app.MailToAsync(email)).TextBody!).Value);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open my account" }).ClickAsync();
        await page.ArrivesAsync("**/home");
    }

    /// <summary>Confirms the session with a mailed code.</summary>
    public static async Task ConfirmByMailAsync(this IPage page, PortalApp app, string email)
    {
        if (!page.Url.Contains("/account/confirm", StringComparison.Ordinal)) await page.GotoAsync("/account/confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        var mail = await app.MailToAsync(email, "Your code for Medbook privacy");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(SixDigits().Match(mail.TextBody!).Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await page.ArrivesAsync(new Regex("^(?!.*/account/confirm)"));
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}

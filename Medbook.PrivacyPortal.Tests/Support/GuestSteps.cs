using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What somebody without an account does, step by step, in English.</summary>
public static partial class GuestSteps
{
    /// <summary>The address of <see cref="Who.Guest"/>.</summary>
    public const string Address = "contact@example.org";

    private const string CodeSubject = "Your code for Medbook privacy";

    /// <summary>From the address to the page that waits for the code.</summary>
    public static async Task AskForCodeAsync(this IPage page, string email)
    {
        if (!new Uri(page.Url).AbsolutePath.Equals("/ask", StringComparison.Ordinal)) await page.GotoAsync("/ask");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(CodePage());
    }

    /// <summary>From the address to the own requests, or to the one that was wanted.</summary>
    public static async Task ProveAddressAsync(this IPage page, PortalApp app, string email)
    {
        var earlier = await app.NewestMailToAsync(email);
        await page.AskForCodeAsync(email);
        await Waiting.UntilAsync(async () => await app.NewestMailToAsync(email) != earlier);
        await page.EnterCodeAsync(await app.CodeToAsync(email));
        await Assertions.Expect(page).ToHaveURLAsync(OwnPages());
    }

    /// <summary>Types digits where they are asked for.</summary>
    public static async Task EnterCodeAsync(this IPage page, string digits)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(digits);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the code" }).ClickAsync();
    }

    /// <summary>The digits that were mailed last.</summary>
    public static async Task<string> CodeToAsync(this PortalApp app, string email) =>
        SixDigits().Match((await app.MailToAsync(email, CodeSubject)).TextBody!).Value;

    /// <summary>Who acts in the pages of an address that was proved.</summary>
    public static async Task<Actor> GuestOfAsync(this PortalApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var subject = await scope.ServiceProvider.GetRequiredService<PortalDb>().Subjects.SingleAsync(s => s.ContactEmail == email);
        return Actor.GuestOf(subject.Key, "arranged by a test");
    }

    private static async Task<string?> NewestMailToAsync(this PortalApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MailFolder>().ReadAsync(100, CancellationToken.None))
            .FirstOrDefault(mail => mail.To.ToString() == email && mail.Subject == CodeSubject)?.MessageId;
    }

    [GeneratedRegex("/ask/code")]
    private static partial Regex CodePage();

    [GeneratedRegex("/ask/requests")]
    private static partial Regex OwnPages();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}

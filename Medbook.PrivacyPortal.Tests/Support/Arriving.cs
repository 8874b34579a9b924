using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Waits until a page has gone somewhere.</summary>
internal static class Arriving
{
    // A circuit answers later than a plain request, and a busy machine later still.
    private const float Most = 60_000;

    /// <summary>
    /// Waits for an address and for what is loaded there. It looks at where the page is, again and again: Playwright's own wait listens for the way
    /// there, and hears nothing where the page was faster.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="address">The end of the address: <c>*</c> stands for anything but a slash, <c>**</c> for anything.</param>
    public static Task ArrivesAsync(this IPage page, string address) =>
        page.ArrivesAsync(new Regex("^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$"));

    /// <summary>The same, for an address that a pattern finds.</summary>
    public static async Task ArrivesAsync(this IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = Most });
        await page.WaitForLoadStateAsync();
    }
}

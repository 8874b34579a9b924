using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What axe finds on a page, and what it cannot see: a page that is wider than its window.</summary>
public static class Accessibility
{
    // The library's own runner for Playwright opens a second page for each report, for frames that these pages do not have.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>No violation of WCAG 2.2 AA, nor of what axe counts as good practice.</summary>
    public static async Task AssertNoViolationAsync(IPage page, string when)
    {
        await page.EvaluateAsync(Axe);
        // Read from its top: what a scrolled page pushes under the bar is out of sight, not small.
        var violations = await page.EvaluateAsync<string[]>("""
            async () => {
              scrollTo(0, 0);
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              if (found.passes.length === 0) throw new Error('axe looked at nothing.');
              return found.violations.flatMap(v => v.nodes.map(node => `${v.id} (${v.help}) at ${node.target}: ${node.html}`));
            }
            """);
        Assert.True(violations.Length == 0, string.Join(Environment.NewLine, violations.Prepend($"{when}:")));
    }

    /// <summary>Nobody has to scroll sideways at this width.</summary>
    /// <remarks>WCAG 1.4.10 (reflow).</remarks>
    public static async Task AssertFitsAsync(IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        var wide = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              ['the page', ...[...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map(e => e.outerHTML.slice(0, 120))]
            """);
        Assert.True(wide.Length == 0, $"Wider than {width} px: {string.Join(Environment.NewLine, wide.Take(8))}");
    }
}

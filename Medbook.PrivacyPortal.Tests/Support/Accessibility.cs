using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What axe finds on a page, and what it cannot see: a page that is wider than its window.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>No violation of WCAG 2.2 AA, nor of what axe counts as good practice.</summary>
    public static async Task AssertNoViolationAsync(IPage page, string when)
    {
        // Read from its top: what a scrolled page pushes under the bar is out of sight, not small.
        await page.EvaluateAsync("scrollTo(0, 0)");
        var result = await page.RunAxe(Rules);
        var violations = result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
            $"{when}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}"));
        Assert.True(result.Violations.Length == 0, string.Join(Environment.NewLine, violations.Prepend("")));
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

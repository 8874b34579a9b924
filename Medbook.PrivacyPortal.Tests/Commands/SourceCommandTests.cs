using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>source test</c> on the real binary.</summary>
public sealed class SourceCommandTests
{
    [Fact]
    public async Task It_says_promise_by_promise_how_a_system_stands_to_it()
    {
        await using var system = await TestSystem.StartAsync(Newsletter.Tables());
        using var portal = new CommandLine().With("ConnectionStrings__news", system.Address.ToString()).With("Sources__news__Key", TestSystem.Secret);
        portal.WriteMap(NewsletterMap.Json);
        await portal.RunAsync("migrate");

        var kept = await portal.RunAsync("source", "test", "news", "--person", Newsletter.Person);
        Assert.Equal((0, "Every promise that was tried is kept."), (kept.ExitCode, kept.Output.TrimEnd().Split('\n')[^1]));

        system.Misdeeds.Add(Misdeed.FindsAnybody);
        var broken = await portal.RunAsync("source", "test", "news");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("BROKEN    find gives nobody for an address that nobody has.\n          It found 2 for identity contacts.\n", broken.Output);

        Assert.Equal(2, (await portal.RunAsync("source", "test", "news", "--write")).ExitCode);
    }
}

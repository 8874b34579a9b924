using Medbook.PrivacyPortal.Commands;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>source test</c>: what it prints on the real binary, and what it does not begin with.</summary>
public sealed class SourceCommandTests
{
    [Fact]
    public async Task It_says_promise_by_promise_how_a_system_stands_to_it()
    {
        await using var system = await TestSystem.StartAsync(Newsletter.Tables());
        using var portal = new CommandLine().With("ConnectionStrings__news", system.Address.ToString()).With("Sources__news__Key", TestSystem.Secret);
        portal.WriteMap(NewsletterMap.Json);
        system.Misdeeds.Add(Misdeed.FindsAnybody);
        await PortalDatabase.PlaceAsync(portal.Database);

        var tested = await portal.RunAsync("source", "test", "news");

        Assert.Equal(1, tested.ExitCode);
        Assert.Contains("kept      A call that is signed with another key is refused (401).\n", tested.Output);
        Assert.Contains("BROKEN    find gives nobody for an address that nobody has.\n          It found 2 for identity contacts.\n", tested.Output);
        Assert.EndsWith("Promises that are broken: 1.\n", tested.Output);
    }

    [Fact]
    public async Task Nobody_is_changed_who_was_not_named()
    {
        var root = PortalCommands.Build(_ => throw new InvalidOperationException("It began."), (_, _) => Task.CompletedTask);

        Assert.Equal(2, await PortalCommands.RunAsync(root, ["source", "test", "news", "--write"]));
    }
}

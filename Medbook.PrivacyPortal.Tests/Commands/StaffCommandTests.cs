using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>staff add</c>, as an operator runs it: outside Development, where it makes the first administrator.</summary>
public sealed class StaffCommandTests : IDisposable
{
    private readonly CommandLine portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_link_stands_alone_on_standard_output()
    {
        await PortalDatabase.PlaceAsync(portal.Database);

        var result = await portal.RunAsync("staff", "add", "--email", "first@example.org", "--role", "administrator");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^https://privacy\.example\.org/account/reset\?link=\S+\s*$", result.Output);
        Assert.Contains("It works once, for 24 hours", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first@example.org", "member")]
    [InlineData("first@example.org", "operator")]
    public async Task Only_the_roles_of_staff_are_known(string email, string role)
    {
        await PortalDatabase.PlaceAsync(portal.Database);

        Assert.NotEqual(0, (await portal.RunAsync("staff", "add", "--email", email, "--role", role)).ExitCode);
    }

    [Fact]
    public async Task What_is_no_address_is_refused_with_a_sentence()
    {
        await PortalDatabase.PlaceAsync(portal.Database);

        var result = await portal.RunAsync("staff", "add", "--email", "not an address", "--role", "officer");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: Write an e-mail address", result.Error, StringComparison.Ordinal);
    }
}

using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>The one test to read first when many fail: it says what the machine lacks.</summary>
public sealed class MachineTests
{
    [Fact]
    public async Task The_machine_has_a_browser_and_PostgreSQL()
    {
        using var playwright = await Playwright.CreateAsync();
        await NeedAsync(() => Chromium.FindAsync(playwright), PostgresServer.SharedAsync);
    }

    [Fact]
    [Trait("Category", "Servers")]
    public Task The_machine_has_mail_servers_and_the_tables_of_Roundcube() =>
        NeedAsync(async () => (await MailServer.StartAsync()).Dispose(), async () => (await ImapServer.StartAsync()).Dispose(), RoundcubeSql.FindAsync);

    private static async Task NeedAsync(params Func<Task>[] needs)
    {
        var missing = new List<string>();
        foreach (var need in needs)
        {
            try
            {
                await need();
            }
            catch (InvalidOperationException e)
            {
                missing.Add(e.Message);
            }
        }

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }
}

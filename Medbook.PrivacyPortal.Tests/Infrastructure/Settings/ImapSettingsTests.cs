using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class ImapSettingsTests
{
    private static readonly (string, string)[] Enough = [("Host", "Mail.example.org"), ("User", "privacy@example.org"), ("Password", "secret")];

    [Fact]
    public void Without_a_server_no_mailbox_is_read_and_nothing_is_wrong()
    {
        var settings = Read();

        Assert.False(settings.IsOn);
        Assert.Empty(settings.Faults());
    }

    [Fact]
    public void A_server_an_account_and_its_password_are_enough_and_the_connection_is_protected()
    {
        var settings = Read(Enough);

        Assert.True(settings.IsOn);
        Assert.Equal(
            new ImapSettings("Mail.example.org", 993, "privacy@example.org", "secret", MailSecurity.Tls, "INBOX", null, 40), settings);
        Assert.Equal("privacy@example.org@mail.example.org/INBOX", settings.Mailbox);
        Assert.Empty(settings.Faults());
    }

    [Fact]
    public void Settings_are_taken_as_they_are_written()
    {
        var settings = Read(
            [.. Enough, ("Port", "143"), ("Security", "StartTLS"), ("Folder", "Privacy/Nieuw"), ("Since", "2026-01-31"), ("MaxMegabytes", "10")]);

        Assert.Equal(
            new ImapSettings(
                "Mail.example.org", 143, "privacy@example.org", "secret", MailSecurity.StartTls, "Privacy/Nieuw", new(2026, 1, 31), 10), settings);
        Assert.Equal("privacy@example.org@mail.example.org/Privacy/Nieuw", settings.Mailbox);
        Assert.Empty(settings.Faults());
    }

    [Theory]
    [InlineData("User", "")]
    [InlineData("Password", "")]
    [InlineData("Port", "0")]
    [InlineData("Port", "65536")]
    [InlineData("Port", "imap")]
    [InlineData("Security", "auto")]
    [InlineData("Security", "ssl")]
    [InlineData("Since", "31/01/2026")]
    [InlineData("MaxMegabytes", "0")]
    [InlineData("MaxMegabytes", "101")]
    public void A_setting_that_cannot_be_meant_is_one_fault_that_names_it(string key, string value) =>
        Assert.StartsWith($"Imap:{key} ", Assert.Single(Read([.. Enough, (key, value)]).Faults()));

    [Fact]
    public void A_name_longer_than_the_database_keeps_is_a_fault() =>
        Assert.Contains("200", Assert.Single(Read([.. Enough, ("Folder", new string('x', 200))]).Faults()));

    [Fact]
    public void A_password_without_a_server_is_a_fault_that_does_not_quote_it()
    {
        var fault = Assert.Single(Read(("Password", "secret")).Faults());

        Assert.StartsWith("Imap:Host ", fault);
        Assert.DoesNotContain("secret", fault);
    }

    private static ImapSettings Read(params (string Key, string Value)[] settings)
    {
        // The last of two wins, as it does among files and environment.
        var configuration = new ConfigurationBuilder();
        foreach (var (key, value) in settings) configuration.AddInMemoryCollection([KeyValuePair.Create($"Imap:{key}", (string?)value)]);
        return ImapSettings.Read(configuration.Build());
    }
}

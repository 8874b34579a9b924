using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Tests.Support;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail;

[Trait("Category", "Servers")]
public sealed class SmtpTransportTests() : OperationTests(Provider.Sqlite)
{
    private MailServer server = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("Smtp:Host", "127.0.0.1"), new("Smtp:Port", $"{server.Port}"), new("Smtp:Security", "none"),
        new("Smtp:From", "privacy@example.org"),
    ];

    protected override void Configure(IServiceCollection services) => services.AddMail(Database.Settings(MoreSettings));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        server = await MailServer.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task Mail_from_the_outbox_arrives_at_a_real_server_with_every_letter()
    {
        const string body = "Uw verzoek kwam aan op 5 december 2026.\nSuivez-la\u00a0: https://privacy.example.org/requests/1?a=b&c=é";
        await using (var db = await OpenAsync())
        {
            db.OutgoingMails.Add(OutgoingMail.Write("member@example.org", "Verzoek 2026-0412 · reçu", body, "nl-BE", Now));
            db.OutgoingMails.Add(OutgoingMail.Write("second@example.org", "Demande", "Bonjour", "fr-BE", Now));
            await db.SaveChangesAsync();
        }

        Assert.Equal(2, await Get<MailDelivery>().RunAsync(None));

        var received = server.Received();
        Assert.Equal(2, received.Count);
        var mail = Assert.Single(received, message => message.To.ToString() == "member@example.org");
        Assert.Equal("Verzoek 2026-0412 · reçu", mail.Subject);
        Assert.Equal("privacy@example.org", mail.From.ToString());
        Assert.EndsWith("@privacy.example.org", mail.MessageId);
        Assert.Equal(body, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_mail_the_server_refuses_is_a_failure_of_that_mail_alone()
    {
        await using var transport = new SmtpTransport(Database.Settings(MoreSettings));
        var oversized = new MimeMessage(
            [new MailboxAddress(null, "privacy@example.org")], [new MailboxAddress(null, "member@example.org")],
            "Too long", new TextPart("plain") { Text = new string('x', 2 * MailServer.SizeLimit) });

        var failure = await transport.SendAsync(oversized, None);

        Assert.False(failure!.Unreachable);
        Assert.StartsWith("smtp-", failure.Code);
    }
}

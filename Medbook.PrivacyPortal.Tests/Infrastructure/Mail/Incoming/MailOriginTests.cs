using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail.Incoming;

/// <summary>Who is never answered by a machine (RFC 3834).</summary>
public sealed class MailOriginTests
{
    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", MailOrigin.Machine)]
    [InlineData("Auto-Submitted", "Auto-Generated; reason=vacation", MailOrigin.Machine)]
    [InlineData("auto-submitted", "auto-notified (a comment)", MailOrigin.Machine)]
    [InlineData("Auto-Submitted", "something-new", MailOrigin.Machine)]
    [InlineData("Precedence", "auto_reply", MailOrigin.Machine)]
    [InlineData("X-Auto-Response-Suppress", "All", MailOrigin.Machine)]
    [InlineData("X-Auto-Response-Suppress", "DR, OOF, AutoReply", MailOrigin.Machine)]
    [InlineData("X-Autoreply", "yes", MailOrigin.Machine)]
    [InlineData("Precedence", "bulk", MailOrigin.List)]
    [InlineData("Precedence", "List", MailOrigin.List)]
    [InlineData("List-Id", "<news.example.org>", MailOrigin.List)]
    [InlineData("List-Unsubscribe", "<https://example.org/stop>", MailOrigin.List)]
    [InlineData("Mailing-List", "contact list@example.org", MailOrigin.List)]
    [InlineData("Return-Path", "<>", MailOrigin.Bounce)]
    [InlineData("Return-Path", "< >", MailOrigin.Bounce)]
    [InlineData("Content-Type", "multipart/report; report-type=delivery-status; boundary=x", MailOrigin.Bounce)]
    [InlineData("From", "Mail system <MAILER-DAEMON@example.org>", MailOrigin.Bounce)]
    public void A_header_tells_that_no_person_wrote(string name, string value, MailOrigin origin) =>
        Assert.Equal(origin, MailOrigins.Of(Headers((name, value))));

    [Theory]
    [InlineData("Auto-Submitted", "no")]
    [InlineData("Auto-Submitted", "No; by=hand")]
    [InlineData("Precedence", "first-class")]
    [InlineData("X-Auto-Response-Suppress", "DR, RN, NRN")]
    [InlineData("Return-Path", "<person@example.org>")]
    [InlineData("Content-Type", "multipart/mixed; boundary=x")]
    public void The_same_header_may_tell_nothing(string name, string value) =>
        Assert.Equal(MailOrigin.Person, MailOrigins.Of(Headers((name, value))));

    [Fact]
    public void A_bounce_of_a_list_is_a_bounce() =>
        Assert.Equal(MailOrigin.Bounce, MailOrigins.Of(Headers(("List-Id", "<news.example.org>"), ("Return-Path", "<>"))));

    private static HeaderList Headers(params (string Name, string Value)[] headers)
    {
        var list = new HeaderList { { HeaderId.Subject, "Question" } };
        foreach (var (name, value) in headers) list.Add(name, value);
        return list;
    }
}

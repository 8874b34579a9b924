using Medbook.PrivacyPortal.Domain.Accounts;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

public sealed class MailedCodeTests
{
    private const string Right = "AA01";
    private const string Wrong = "AA02";
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ConfirmationCode code = ConfirmationCode.Send("session", Right, Sent);

    [Fact]
    public void A_code_belongs_to_what_asked_for_it()
    {
        Assert.Equal(("session", Right, Sent, 5), (code.SessionId, code.Hash, code.SentAt, code.TriesLeft));
        Assert.Equal("browser", GuestCode.Send("browser", Right, Sent).Id);
    }

    [Fact]
    public void The_right_digits_work_until_their_time_is_over()
    {
        Assert.True(ConfirmationCode.Send("session", Right, Sent).Try(Right, Sent.AddMinutes(10).AddTicks(-1)).IsOk);
        Assert.IsType<CodeSpent>(code.Try(Right, Sent.AddMinutes(10)).Problem);
        Assert.Equal(5, code.TriesLeft);
    }

    [Fact]
    public void The_fifth_wrong_digits_spend_a_code_and_the_right_ones_come_too_late()
    {
        for (var left = 4; left > 0; left--)
        {
            Assert.IsType<CodeWrong>(code.Try(Wrong, Sent).Problem);
            Assert.Equal(left, code.TriesLeft);
        }

        Assert.IsType<CodeSpent>(code.Try(Wrong, Sent).Problem);
        Assert.IsType<CodeSpent>(code.Try(Right, Sent).Problem);
        Assert.Equal(0, code.TriesLeft);
    }

    [Fact]
    public void The_last_try_can_be_the_right_one()
    {
        for (var i = 1; i < MailedCode.MaxTries; i++) code.Try(Wrong, Sent);

        Assert.True(code.Try(Right, Sent).IsOk);
    }

    [Fact]
    public void New_digits_replace_the_old_ones_and_give_all_tries_again()
    {
        code.Try(Wrong, Sent);

        Assert.True(code.Renew(Wrong, Sent.AddMinutes(1)).IsOk);

        Assert.Equal((Wrong, Sent.AddMinutes(1), 5), (code.Hash, code.SentAt, code.TriesLeft));
        Assert.IsType<CodeWrong>(code.Try(Right, Sent.AddMinutes(1)).Problem);
        Assert.True(code.Try(Wrong, Sent.AddMinutes(10)).IsOk);
    }

    [Fact]
    public void New_digits_are_not_sent_within_a_minute_and_nothing_changes()
    {
        Assert.IsType<CodeJustSent>(code.Renew(Wrong, Sent.AddMinutes(1).AddTicks(-1)).Problem);
        Assert.Equal((Right, Sent), (code.Hash, code.SentAt));
    }
}

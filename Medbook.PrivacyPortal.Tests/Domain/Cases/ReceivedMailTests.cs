using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class ReceivedMailTests
{
    private static readonly DateTimeOffset Arrived = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly MailMark Mark = new("privacy@example.org@mail.example.org/INBOX", 7, 42, "f00d");

    [Fact]
    public void A_mail_that_becomes_a_case_keeps_who_and_what_and_no_text()
    {
        var request = Guid.NewGuid();

        var mail = ReceivedMail.AsCase(Mark, Arrived, "an@example.org", new string('t', 300), request, isIncomplete: true);

        Assert.Equal((Mark.Mailbox, 7L, 42L, "f00d", Arrived), (mail.Mailbox, mail.UidValidity, mail.Uid, mail.Fingerprint, mail.ArrivedAt));
        Assert.Equal(("an@example.org", "", MailPlace.Case, request), (mail.From, mail.Text, mail.Place, mail.RequestId));
        Assert.Equal(ReceivedMail.MaxLine, mail.Title.Length);
        Assert.True(mail.IsIncomplete);
    }

    [Fact]
    public void A_text_longer_than_the_tray_keeps_says_that_it_is_not_all()
    {
        var whole = ReceivedMail.InTray(Mark, Arrived, "", "", new string('x', RightsRequest.MaxWords), MailNature.List, isIncomplete: false);
        var cut = ReceivedMail.InTray(Mark, Arrived, "", "", new string('x', RightsRequest.MaxWords + 1), MailNature.List, isIncomplete: false);

        Assert.Equal((RightsRequest.MaxWords, false), (whole.Text.Length, whole.IsIncomplete));
        Assert.Equal((RightsRequest.MaxWords, true), (cut.Text.Length, cut.IsIncomplete));
    }

    [Fact]
    public void A_mail_that_was_taken_before_cannot_become_a_case_or_be_put_aside()
    {
        var again = ReceivedMail.Again(Mark, Arrived);

        Assert.IsType<MailIsACase>(again.TurnInto(Guid.NewGuid(), "officer", Arrived).Problem);
        Assert.IsType<MailIsACase>(again.PutAside("officer", Arrived).Problem);
    }
}

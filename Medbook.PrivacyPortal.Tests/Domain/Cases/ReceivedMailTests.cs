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

    [Fact]
    public void A_mail_in_the_tray_is_kept_as_it_came()
    {
        var mail = InTray();

        Assert.Equal(("an@example.org", "Out of office", "Back on Monday.", MailNature.AutoSubmitted), (mail.From, mail.Title, mail.Text, mail.Nature));
        Assert.Equal((MailPlace.Tray, null, null, null, false), (mail.Place, mail.RequestId, mail.HandledBy, mail.HandledAt, mail.IsIncomplete));
    }

    [Fact]
    public void What_an_officer_makes_a_case_of_leaves_its_text_to_the_case_and_is_made_one_once()
    {
        var (mail, request) = (InTray(), Guid.NewGuid());
        var before = mail.Revision;

        Assert.True(mail.TurnInto(request, "officer", Arrived.AddDays(1)).IsOk);

        Assert.Equal((MailPlace.Case, request, "", "officer", Arrived.AddDays(1)), (mail.Place, mail.RequestId, mail.Text, mail.HandledBy, mail.HandledAt));
        Assert.NotEqual(before, mail.Revision);
        Assert.IsType<MailIsACase>(mail.TurnInto(Guid.NewGuid(), "officer", Arrived).Problem);
        Assert.Equal((MailPlace.Case, request), (mail.Place, mail.RequestId));
    }

    [Fact]
    public void A_mail_that_is_found_again_keeps_nothing_of_itself()
    {
        var again = ReceivedMail.Again(Mark, Arrived);

        Assert.Equal((MailPlace.Known, "", "", "", null), (again.Place, again.From, again.Title, again.Text, again.RequestId));
        Assert.Equal(("f00d", Arrived), (again.Fingerprint, again.ArrivedAt));
    }

    private static ReceivedMail InTray() => ReceivedMail.InTray(
        Mark, Arrived, "an@example.org", "Out of office", "Back on Monday.", MailNature.AutoSubmitted, isIncomplete: false);
}

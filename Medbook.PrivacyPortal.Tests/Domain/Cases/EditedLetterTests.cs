using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class EditedLetterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly DecisionLetter Letter = new("en-GB",
        [new(LetterPart.Greeting, "Hello,"), new(LetterPart.Decision, "We grant this."), new(LetterPart.Decision, "This stays.")]);

    [Fact]
    public void An_edit_takes_the_place_of_the_paragraph_it_was_written_for()
    {
        Assert.Equal("Hello,\n\nWe grant this.\n\nThis stays for now.", Letter.Edited([new(LetterPart.Decision, "This stays.", " This stays for now. ")]).Text);
        Assert.Equal(Letter, Letter.Edited([]));
    }

    [Fact]
    public void An_edit_of_what_the_template_no_longer_says_does_not_apply()
    {
        Assert.Equal(Letter, Letter.Edited([new(LetterPart.Decision, "We refuse this.", "No.")]));
        Assert.Equal(Letter, Letter.Edited([new(LetterPart.Reasons, "Hello,", "Because.")]));
    }

    [Fact]
    public void The_later_edit_of_a_paragraph_counts_and_an_empty_one_leaves_it_out()
    {
        LetterEdit[] edits = [new(LetterPart.Greeting, "Hello,", "Dear doctor,"), new(LetterPart.Greeting, "Hello,", " ")];

        Assert.Equal("We grant this.\n\nThis stays.", Letter.Edited(edits).Text);
    }

    [Fact]
    public void Unsent_words_have_a_limit()
    {
        var (unsent, sendAs) = (UnsentText.Begin(Guid.NewGuid(), "officer", UnsentKind.Note), Guid.NewGuid());

        Assert.True(unsent.Write(sendAs, new string('a', UnsentText.MaxText), Now).IsOk);
        Assert.Equal(new ValueTooLong(UnsentText.MaxText), unsent.Write(Guid.NewGuid(), new string('a', UnsentText.MaxText + 1), Now.AddDays(1)).Problem);
        Assert.Equal((sendAs, UnsentText.MaxText, Now), (unsent.SendAs, unsent.Text.Length, unsent.ChangedAt));
    }
}

using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Consents;

public sealed class WordingDifferenceTests
{
    private static readonly ConsentWording Before = TestTexts.Research.Stored().Wording;

    [Fact]
    public void Only_lines_that_changed_are_told_with_what_they_answer()
    {
        var after = ConsentTextFile.Shipped().Single(text => text is { Purpose: ConsentPurposes.Research, Version: 2 }).Stored().Wording;

        var changed = WordingDifference.Of(Before, after);

        Assert.Equal(["Which data", "If you say no", "If you stop"], changed.Select(line => line.Label));
        Assert.Contains(changed[1].Pieces, piece => piece.Fate == PieceFate.Added && piece.Text.Contains("ends your yes to each study", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_is_new_and_one_that_is_gone_are_told_whole()
    {
        var after = Before with { Facts = [new ConsentFact("For what", "A new line."), .. Before.Facts.Skip(1)] };

        var changed = WordingDifference.Of(Before, after);

        Assert.Equal(["For what", "What we do"], changed.Select(line => line.Label));
        Assert.Equal([new Piece(PieceFate.Added, "A new line.")], changed[0].Pieces);
        Assert.Equal(PieceFate.Removed, Assert.Single(changed[1].Pieces).Fate);
    }

    [Fact]
    public void The_same_words_differ_in_nothing() => Assert.Empty(WordingDifference.Of(Before, Before));
}

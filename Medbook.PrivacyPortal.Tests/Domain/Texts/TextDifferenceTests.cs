using Medbook.PrivacyPortal.Domain.Texts;
using static Medbook.PrivacyPortal.Domain.Texts.PieceFate;

namespace Medbook.PrivacyPortal.Tests.Domain.Texts;

public sealed class TextDifferenceTests
{
    [Fact]
    public void Words_that_took_the_place_of_others_stand_behind_them()
    {
        Piece[] expected = [new(Kept, "Until "), new(Removed, "2027"), new(Added, "2028"), new(Kept, ", or until you stop.")];

        Assert.Equal(expected, TextDifference.Of("Until 2027, or until you stop.", "Until 2028, or until you stop."));
    }

    [Fact]
    public void Words_that_were_replaced_one_after_the_other_are_read_as_one()
    {
        Piece[] expected = [new(Kept, "Until "), new(Removed, "29 February 2028"), new(Added, "31 January 2029"), new(Kept, ", or until you stop.")];

        Assert.Equal(expected, TextDifference.Of("Until 29 February 2028, or until you stop.", "Until 31 January 2029, or until you stop."));
    }

    [Theory]
    [InlineData("", "New words.")]
    [InlineData("Old words.", "")]
    [InlineData("The same.", "The same.")]
    [InlineData("Du 1er mars\u00a0: l’année (seulement).\nUne ligne.", "Du 2 mars\u00a0: le mois (seulement), une ligne.")]
    [InlineData("one two three four", "four three two one")]
    public void Without_what_was_removed_it_is_the_new_text_and_without_what_was_added_the_old_one(string before, string after)
    {
        var pieces = TextDifference.Of(before, after);

        Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Fate != Added).Select(piece => piece.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Fate != Removed).Select(piece => piece.Text)));
    }
}

using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Policy;

/// <summary>What a reader sees of two versions.</summary>
public sealed class PolicyDifferenceTests
{
    private const string Before = "## 1. Scope\n\n1.1. We keep your name for five years.\n\n- bees\n- honey\n\n## 2. Us\n\n2.1. Ask us.\n";

    [Fact]
    public void A_word_that_changed_stands_in_its_paragraph_and_nothing_else_is_shown()
    {
        var changed = Assert.Single(PolicyDifference.Of(Before, Before.Replace("five", "ten", StringComparison.Ordinal)));
        Assert.Equal("1.1", changed.Place);
        Assert.Equal(
            [new(PieceFate.Kept, "We keep your name for "), new(PieceFate.Removed, "five"), new(PieceFate.Added, "ten"), new(PieceFate.Kept, " years.")],
            changed.Pieces);
    }

    [Fact]
    public void What_came_and_what_went_stands_at_its_place()
    {
        var changed = PolicyDifference.Of(Before, Before.Replace("- honey\n", "", StringComparison.Ordinal) + "\n2.2. Or write to us.\n");
        Assert.Equal([("1.1", PieceFate.Removed, "honey"), ("2.2", PieceFate.Added, "Or write to us.")],
            changed.Select(place => (place.Place!, place.Pieces.Single().Fate, place.Pieces.Single().Text)));
    }

    [Fact]
    public void Two_texts_that_read_the_same_have_no_difference() =>
        Assert.Empty(PolicyDifference.Of(Before, Before.Replace("## ", "### ", StringComparison.Ordinal).Replace("- ", "* ", StringComparison.Ordinal)));
}

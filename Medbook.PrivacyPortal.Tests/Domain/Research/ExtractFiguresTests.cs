using Medbook.PrivacyPortal.Domain.Research;

namespace Medbook.PrivacyPortal.Tests.Domain.Research;

public sealed class ExtractFiguresTests
{
    [Fact]
    public void Classes_below_k_are_left_out_and_the_rest_is_counted()
    {
        var figures = ExtractFigures.Of(new Dictionary<int, int> { [1] = 3, [4] = 1, [5] = 2, [20] = 1 }, k: 5);

        Assert.Equal((37, 7, 30, 3, 5), (figures.People, figures.Suppressed, figures.Kept, figures.Classes, figures.Smallest));
        Assert.Equal(19, figures.SuppressedPercent);
    }

    [Theory]
    [InlineData(1, 5, 20, null)]
    // One of six is more than sixteen percent.
    [InlineData(1, 5, 16, ExtractFailure.TooManySuppressed)]
    [InlineData(0, 5, 0, null)]
    [InlineData(3, 0, 100, ExtractFailure.NobodyLeft)]
    [InlineData(0, 0, 100, ExtractFailure.NobodyLeft)]
    public void Too_many_left_out_or_nobody_left_refuses(int alone, int together, int most, ExtractFailure? why)
    {
        var counts = new Dictionary<int, int>();
        if (alone > 0) counts[1] = alone;
        if (together > 0) counts[together] = 1;

        Assert.Equal(why, ExtractFigures.Of(counts, k: 5).WhyNot(most));
    }
}

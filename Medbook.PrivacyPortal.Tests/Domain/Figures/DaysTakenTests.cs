using Medbook.PrivacyPortal.Domain.Figures;

namespace Medbook.PrivacyPortal.Tests.Domain.Figures;

public sealed class DaysTakenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Median_and_ninth_decile_are_those_of_the_answers_themselves(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var answers = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(0, 100)).Order().ToList();

            var taken = new DaysTaken(answers.GroupBy(days => days).Select(same => (same.Key, same.Count())));

            // The least number of days within which half, and nine of ten, were answered.
            Assert.Equal(answers.First(days => answers.Count(one => one <= days) * 2 >= answers.Count), taken.Median);
            Assert.Equal(answers.First(days => answers.Count(one => one <= days) * 10 >= answers.Count * 9), taken.Ninth);
            Assert.Equal(answers.Count, taken.Count);
        }
    }

    [Fact]
    public void Without_answers_there_is_no_figure() => Assert.Equal((null, null), (new DaysTaken([]).Median, new DaysTaken([]).Ninth));
}

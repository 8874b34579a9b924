using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Tests.Domain.Erasing;

public sealed class RowVerdictTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(ErasureFate.GoesNow)]
    [InlineData(ErasureFate.LosesName)]
    public void A_period_does_not_keep_what_goes_now(ErasureFate fate) =>
        Assert.Equal(RowVerdict.Goes, RowVerdicts.Of(fate, new RowFacts(Today.AddYears(1), IsHeld: false), Today));

    [Theory]
    [InlineData(-1, RowVerdict.Goes)]
    [InlineData(0, RowVerdict.Later)]
    [InlineData(1, RowVerdict.Later)]
    public void What_goes_on_a_date_goes_the_day_after(int days, RowVerdict verdict) =>
        Assert.Equal(verdict, RowVerdicts.Of(ErasureFate.GoesLater, new RowFacts(Today.AddDays(days), IsHeld: false), Today));

    [Fact]
    public void A_period_that_has_not_begun_has_not_ended() =>
        Assert.Equal(RowVerdict.Later, RowVerdicts.Of(ErasureFate.GoesLater, new RowFacts(null, IsHeld: true), Today));

    [Fact]
    public void What_is_held_stays_and_what_is_shared_stays_for_the_others()
    {
        Assert.Equal(RowVerdict.Held, RowVerdicts.Of(ErasureFate.GoesNow, new RowFacts(null, IsHeld: true, IsShared: true), Today));
        Assert.Equal(RowVerdict.Held, RowVerdicts.Of(ErasureFate.GoesLater, new RowFacts(Today.AddDays(-1), IsHeld: true), Today));
        Assert.Equal(RowVerdict.Shared, RowVerdicts.Of(ErasureFate.GoesNow, new RowFacts(null, IsHeld: false, IsShared: true), Today));
    }

    [Fact]
    public void Nobody_looks_at_rows_that_stay() =>
        Assert.Throws<ArgumentException>(() => RowVerdicts.Of(ErasureFate.Stays, new RowFacts(null, IsHeld: false), Today));
}

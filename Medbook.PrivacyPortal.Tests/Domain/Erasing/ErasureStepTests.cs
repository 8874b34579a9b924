using Medbook.PrivacyPortal.Domain.Erasing;

namespace Medbook.PrivacyPortal.Tests.Domain.Erasing;

public sealed class ErasureStepTests
{
    private static readonly DateOnly March = new(2026, 3, 31), April = new(2026, 4, 30);

    [Fact]
    public void A_batch_is_begun_and_answered_before_the_next()
    {
        var step = Step();
        step.Begin(new SeenBatch("7", ["5", "7"], Later: 2, LaterUntil: April, Held: 1, Shared: 3));
        Assert.Equal(("7", 2, 2L, April, 1L, 3L), (step.After, step.Intent.Count, step.Later, step.LaterUntil!.Value, step.Held, step.Shared));
        Assert.Throws<InvalidOperationException>(() => step.Begin(new SeenBatch("9", [], 0, null, 0, 0)));
        Assert.Throws<InvalidOperationException>(step.Finish);

        step.Answer(deleted: 1, changed: 1, shared: 1, needed: 2);
        step.Begin(new SeenBatch("9", [], Later: 1, LaterUntil: March, Held: 0, Shared: 0));
        step.Finish();

        Assert.Equal((1L, 1L, 2L, 3L, April, 4L, 2L), (step.Deleted, step.Changed, step.Erased, step.Later, step.LaterUntil!.Value, step.Shared, step.Needed));
        // A key may be an address: it is kept no longer than somebody may have to go on from there.
        Assert.Equal((true, null), (step.IsDone, step.After));
    }

    [Fact]
    public void Looking_again_counts_anew_what_is_kept_and_keeps_what_went()
    {
        var step = Step();
        step.Begin(new SeenBatch("7", ["7"], 2, April, 1, 3));
        step.Answer(1, 0, 0, 1);
        step.Finish();
        var turn = step.Turn;

        step.LookAgain();

        Assert.Equal((1L, 0L, null, 0L, 0L, 0L), (step.Deleted, step.Later, step.LaterUntil, step.Held, step.Shared, step.Needed));
        Assert.Equal((null, false), (step.After, step.IsDone));
        Assert.True(step.Turn > turn);
    }

    [Fact]
    public void Records_without_keys_are_counted_once_however_often_they_are_begun()
    {
        var step = Step();
        step.BeginWhole(5);
        // The one who had it died in the middle; two are left.
        step.BeginWhole(2);
        step.Finish();

        Assert.Equal((5L, null), (step.Deleted, step.Whole));
    }

    [Theory]
    [InlineData(RowVerdict.Later, 4, 0)]
    [InlineData(RowVerdict.Held, 0, 4)]
    public void Records_without_keys_are_kept_together(RowVerdict why, long later, long held)
    {
        var step = Step();
        step.KeepWhole(why, 4);
        Assert.Equal((later, held, 0L, true), (step.Later, step.Held, step.Deleted, step.IsDone));
    }

    [Fact]
    public void What_goes_is_not_kept() => Assert.Throws<ArgumentException>(() => Step().KeepWhole(RowVerdict.Goes, 1));

    private static ErasureStep Step() => ErasureStep.Of(Guid.NewGuid(), 1, "clinic", "visits");
}

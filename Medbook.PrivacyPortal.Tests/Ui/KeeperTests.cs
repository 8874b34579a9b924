using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class KeeperTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 7, 12, 0, TimeSpan.Zero));
    private readonly List<string> saved = [];
    private readonly List<Exception> accidents = [];
    private Func<string, Task<Result<DateTimeOffset>>>? instead;

    [Fact]
    public async Task A_text_is_saved_once_nobody_types_for_a_moment()
    {
        await using var keeper = Keeper();

        keeper.Later("I");
        clock.Advance(Keeper<string>.Pause / 2);
        keeper.Later("I moved");
        clock.Advance(Keeper<string>.Pause / 2);
        Assert.Empty(saved);
        Assert.False(keeper.IsSaved);
        clock.Advance(Keeper<string>.Pause / 2);

        Assert.Equal(["I moved"], saved);
        Assert.True(keeper.IsSaved);
        Assert.Equal(clock.GetUtcNow(), keeper.SavedAt);
    }

    [Fact]
    public async Task What_is_typed_during_a_save_is_saved_after_it_and_never_beside_it()
    {
        await using var keeper = Keeper();
        var (first, running) = (new TaskCompletionSource(), 0);
        instead = async text =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            if (saved.Count == 0) await first.Task;
            Interlocked.Decrement(ref running);
            return Save(text);
        };

        keeper.Later("one");
        var (saving, again) = (keeper.NowAsync(), default(Task));
        keeper.Later("two");
        again = keeper.NowAsync();
        first.SetResult();
        await Task.WhenAll(saving, again);

        Assert.Equal(["one", "two"], saved);
        Assert.True(keeper.IsSaved);
    }

    [Fact]
    public async Task A_save_that_is_refused_keeps_the_text_and_is_tried_again_with_the_next_change()
    {
        await using var keeper = Keeper();
        instead = _ => Task.FromResult<Result<DateTimeOffset>>(new ChangedMeanwhile());
        keeper.Later("mine");
        await keeper.NowAsync();
        Assert.IsType<ChangedMeanwhile>(keeper.Problem);
        Assert.False(keeper.IsSaved);

        instead = null;
        keeper.Later("mine too");
        await keeper.NowAsync();

        Assert.Null(keeper.Problem);
        Assert.Equal(["mine too"], saved);
    }

    [Fact]
    public async Task An_accident_is_told_and_the_text_is_still_there()
    {
        await using var keeper = Keeper();
        instead = _ => throw new IOException("disk full");
        keeper.Later("kept");
        await keeper.NowAsync();
        Assert.IsType<IOException>(Assert.Single(accidents));

        instead = null;
        await keeper.NowAsync();

        Assert.Equal(["kept"], saved);
    }

    [Fact]
    public async Task Leaving_the_page_saves_what_was_waiting()
    {
        var keeper = Keeper();
        keeper.Later("the last word");

        await keeper.DisposeAsync();

        Assert.Equal(["the last word"], saved);
    }

    [Fact]
    public async Task A_text_that_was_sent_or_thrown_away_is_not_saved_again()
    {
        var keeper = Keeper();
        keeper.Later("gone");
        keeper.Forget();
        clock.Advance(Keeper<string>.Pause);

        await keeper.DisposeAsync();

        Assert.Empty(saved);
        Assert.Null(keeper.SavedAt);
    }

    private Keeper<string> Keeper() => new(text => instead?.Invoke(text) ?? Task.FromResult(Save(text)), clock, work => work(), accidents.Add);

    private Result<DateTimeOffset> Save(string text)
    {
        saved.Add(text);
        return clock.GetUtcNow();
    }
}

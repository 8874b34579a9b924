using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Cases;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class DraftKeeperTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 7, 12, 0, TimeSpan.Zero));
    private readonly List<string> saved = [];
    private readonly List<Exception> accidents = [];
    private Func<DraftContent, Task<Result<DraftSaved>>>? instead;

    [Fact]
    public async Task A_draft_is_saved_once_nobody_types_for_a_moment()
    {
        await using var keeper = Keeper();

        keeper.Later(Words("I"));
        clock.Advance(DraftKeeper.Pause / 2);
        keeper.Later(Words("I moved"));
        clock.Advance(DraftKeeper.Pause / 2);
        Assert.Empty(saved);
        Assert.False(keeper.IsSaved);
        clock.Advance(DraftKeeper.Pause / 2);

        Assert.Equal(["I moved"], saved);
        Assert.True(keeper.IsSaved);
        Assert.Equal(clock.GetUtcNow(), keeper.SavedAt);
    }

    [Fact]
    public async Task What_is_typed_during_a_save_is_saved_after_it_and_never_beside_it()
    {
        await using var keeper = Keeper();
        var (first, running) = (new TaskCompletionSource(), 0);
        instead = async content =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            if (saved.Count == 0) await first.Task;
            Interlocked.Decrement(ref running);
            return Save(content);
        };

        keeper.Later(Words("one"));
        var (saving, again) = (keeper.NowAsync(), default(Task));
        keeper.Later(Words("two"));
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
        instead = _ => Task.FromResult<Result<DraftSaved>>(new ChangedMeanwhile());
        keeper.Later(Words("mine"));
        await keeper.NowAsync();
        Assert.IsType<ChangedMeanwhile>(keeper.Problem);
        Assert.False(keeper.IsSaved);

        instead = null;
        keeper.Later(Words("mine too"));
        await keeper.NowAsync();

        Assert.Null(keeper.Problem);
        Assert.Equal(["mine too"], saved);
    }

    [Fact]
    public async Task An_accident_is_told_and_the_text_is_still_there()
    {
        await using var keeper = Keeper();
        instead = _ => throw new IOException("disk full");
        keeper.Later(Words("kept"));
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
        keeper.Later(Words("the last word"));

        await keeper.DisposeAsync();

        Assert.Equal(["the last word"], saved);
    }

    [Fact]
    public async Task A_draft_that_was_thrown_away_is_not_saved_again()
    {
        var keeper = Keeper();
        keeper.Later(Words("gone"));
        keeper.Forget();
        clock.Advance(DraftKeeper.Pause);

        await keeper.DisposeAsync();

        Assert.Empty(saved);
    }

    private DraftKeeper Keeper() => new(
        content => instead?.Invoke(content) ?? Task.FromResult(Save(content)), clock, work => work(), accidents.Add);

    private Result<DraftSaved> Save(DraftContent content)
    {
        saved.Add(content.Words);
        return new DraftSaved(Guid.NewGuid(), Guid.NewGuid(), clock.GetUtcNow());
    }

    private static DraftContent Words(string words) => new(RequestKind.Erasure, RequestScope.Everything, words);
}

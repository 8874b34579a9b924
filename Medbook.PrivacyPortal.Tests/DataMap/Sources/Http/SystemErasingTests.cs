using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

public sealed class SystemErasingTests : SystemSourceTests
{
    [Fact]
    public async Task All_of_a_person_goes_as_the_map_says_and_nobody_else_loses_anything()
    {
        var outcomes = await EraseAsync(erasing => WholeErasure.RunAsync(erasing, Reader, batch: 2));

        Assert.Equal(["mailings", "questions", "contacts"], outcomes.Keys);
        Assert.Equal(["2&1"], Keys("mailings"));
        Assert.Equal(["2", "3"], Keys("contacts"));
        // Who answered takes the question along; who asked only leaves, and the question stays for the one who answered.
        Assert.Equal(["a-1", "b-2"], Keys("questions"));
        Assert.Equal((null, "Is the test near me?", "It is."), (Question("a-1", "asker"), Question("a-1", "question"), Question("a-1", "answer")));
        Assert.Equal("Nobody?", Question("b-2", "question"));
        Assert.Equal([("a-1", RowOutcome.Changed), ("a-2", RowOutcome.Deleted), ("b-1", RowOutcome.Deleted)], outcomes["questions"].Select(row => (row.Key, row.Outcome)).Order());
        Assert.Empty(await EraseAsync(erasing => WholeErasure.LeftAsync(erasing, Reader)));
        Assert.True(await EraseAsync(erasing => erasing.FlushAsync(None)));
    }

    [Fact]
    public async Task What_all_persons_of_a_row_have_in_common_changes_with_the_last_of_them()
    {
        await EraseAsync(erasing => WholeErasure.RunAsync(erasing, OtherReader));

        // Nobody but the one who goes was on this one; the others went with the answer.
        Assert.Equal(["a-2", "b-1", "b-2"], Keys("questions"));
        Assert.Equal(("(removed)", null), (Question("b-2", "question"), Question("b-2", "asker")));
        Assert.Equal(("Who else?", null, "1"), (Question("a-2", "question"), Question("a-2", "asker"), Question("a-2", "answerer")));
    }

    [Fact]
    public async Task A_page_goes_on_after_the_last_key_and_the_count_is_that_of_the_rows()
    {
        var pages = new List<string>();
        await EraseAsync(async erasing =>
        {
            for (string? after = null; await erasing.FindAsync(Dataset("questions"), Reader, after, 2, None) is { Count: > 0 } page; after = page[^1].Key)
            {
                pages.Add(string.Join(' ', page.Select(row => $"{row.Key}{(row.OthersToo ? "*" : "")}")));
            }
            return 0;
        });

        Assert.Equal(["a-1* a-2*", "b-1"], pages);
        Assert.Equal(3, await ReadAsync(reading => reading.CountAsync(Dataset("questions"), Reader, null, None)));
        Assert.Equal(1, await ReadAsync(reading => reading.CountAsync(Dataset("questions"), Reader, ["a-2", "b-2"], None)));
        Assert.Equal(3, await ReadAsync(reading => reading.CountAsync(Dataset("mailings"), Reader, null, None)));
        Assert.Equal(2, await EraseAsync(erasing => erasing.CountLeftAsync(Dataset("mailings"), Reader, ["1&9", "2&1"], None)));
    }

    [Fact]
    public async Task What_ended_goes_for_everybody_but_those_who_are_left_out()
    {
        await using var source = NewsletterMap.Source(News, NewsletterMap.WithPeriod("1 year"));
        var mailings = source.Map.Find("mailings")!;
        var ended = new PeriodReach(new Dictionary<string, DateOnly> { ["mailings"] = new(2025, 1, 1) });
        await using var erasing = await source.OpenForErasureAsync(None);

        Assert.Equal(["1&9", "2&1"], (await erasing.FindAsync(mailings, ended, null, 9, None)).Select(row => row.Key));
        Assert.Equal(["1&9"], (await erasing.FindAsync(mailings, ended.Of(Reader), null, 9, None)).Select(row => row.Key));
        Assert.Equal(["2&1"], (await erasing.FindAsync(mailings, ended.Without([Reader]), null, 9, None)).Select(row => row.Key));
        Assert.Empty(await erasing.FindAsync(source.Map.Find("contacts")!, ended, null, 9, None));
        Assert.Equal([("1&9", new DateOnly(2022, 5, 3)), ("1&10", new DateOnly(2027, 6, 1)), ("1&11", null)],
            (await erasing.FindAsync(mailings, Reader, null, 9, None)).Select(row => (row.Key, row.RetentionEnd)));

        // Of the rows that are named, those whose time is not over are not meant.
        var erased = await erasing.EraseAsync(mailings, ended, ["1&9", "1&10", "2&1"], None);
        Assert.Equal([("1&9", RowOutcome.Deleted), ("1&10", RowOutcome.Gone), ("2&1", RowOutcome.Deleted)], erased.Select(row => (row.Key, row.Outcome)));
        Assert.Equal(["1&10", "1&11"], Keys("mailings"));
    }

    [Fact]
    public async Task Named_rows_go_whoevers_they_are()
    {
        var erased = await EraseAsync(erasing => erasing.EraseAsync(Dataset("mailings"), NamedReach.Instance, ["1&9", "2&1", "7&7", "no key"], None));

        Assert.Equal([RowOutcome.Deleted, RowOutcome.Deleted, RowOutcome.Gone, RowOutcome.Gone], erased.Select(row => row.Outcome));
        Assert.Equal(["1&10", "1&11"], await ReadAsync(reading => reading.FindKeysAsync(Dataset("mailings"), NamedReach.Instance, null, 9, None)));
    }

    [Fact]
    public async Task An_erasure_whose_answer_is_lost_is_asked_again_and_done_once()
    {
        News.Misdeeds.Add(Misdeed.DiesAfterErasing);

        var erased = await EraseAsync(erasing => erasing.EraseAsync(Dataset("mailings"), Reader, ["1&9", "1&10"], None));

        Assert.Equal([RowOutcome.Deleted, RowOutcome.Deleted], erased.Select(row => row.Outcome));
        var asked = News.Heard.Where(call => call.Word == "erase").ToList();
        Assert.Equal(2, asked.Count);
        Assert.Equal(asked[0].IdempotencyKey, asked[1].IdempotencyKey);
    }

    [Fact]
    public async Task A_row_that_came_back_goes_again_in_the_same_erasing()
    {
        await EraseAsync(async erasing =>
        {
            await erasing.EraseAsync(Dataset("mailings"), Reader, ["1&9"], None);
            News.Tables["mailings"].With(1, 9, null, "Spring again", null, null);
            return Assert.Single(await erasing.EraseAsync(Dataset("mailings"), Reader, ["1&9"], None));
        });

        Assert.DoesNotContain("1&9", Keys("mailings"));
    }

    [Fact]
    public async Task What_a_system_says_it_erased_and_kept_is_no_answer_and_still_counted_as_left()
    {
        News.Misdeeds.Add(Misdeed.KeepsWhatItErased);

        var fault = await Assert.ThrowsAsync<SourceFailedException>(() => EraseAsync(erasing => erasing.EraseAsync(Dataset("mailings"), Reader, ["1&9", "1&10", "1&11"], None)));

        Assert.Equal(SourceFault.Damaged, fault.Fault);
        Assert.Equal(3, await EraseAsync(erasing => erasing.CountLeftAsync(Dataset("mailings"), Reader, [], None)));
    }

    [Fact]
    public async Task Destruction_waits_where_the_system_drifted()
    {
        Source.RecordDrift(["news: changed"]);

        Assert.Equal(SourceFault.SchemaDiffers, (await Assert.ThrowsAsync<SourceUnavailableException>(() => Source.OpenForErasureAsync(None))).Fault);
        Assert.Equal(SourceFault.SchemaDiffers, (await Assert.ThrowsAsync<SourceUnavailableException>(() => Source.OpenForCorrectionAsync(None))).Fault);
        Assert.Empty(News.Heard);
    }

    private string? Question(string code, string field) => News.Tables["questions"].Value(code, field);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class PageTests(Provider provider) : SourceTests(provider)
{
    private const string Events = """
        "events": { #, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "type": "datetime", "label": "At" }, "name": "Name" } }
        """;

    private const string Table = "CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at timestamp, name text);";

    [Fact]
    public async Task Pages_are_newest_first_and_turn_both_ways()
    {
        await RunAsync(Table + """
            INSERT INTO events VALUES (1, 42, '2024-01-01 00:00:00', ''), (2, 42, '2024-01-03 00:00:00', ''), (3, 42, '2024-01-02 00:00:00', ''),
              (4, 42, '2024-01-02 00:00:00', ''), (5, 42, NULL, ''), (6, 42, NULL, ''), (7, 7, '2024-01-02 00:00:00', ''), (8, 42, '2024-01-02 00:00:00.5', '');
            """);

        Assert.Equal(["2 8", "4 3", "1 6", "5"], await ForwardAsync(Source(Events), "events", 2));
    }

    [Fact]
    public async Task Every_row_comes_once_whatever_the_size_of_the_page()
    {
        await RunAsync(Table + string.Join('\n', Enumerable.Range(1, 40).Select(i =>
            $"INSERT INTO events VALUES ({i}, 42, {(i % 5 == 0 ? "NULL" : $"'2024-01-0{1 + (i % 3)} 00:00:00'")}, '');")));
        var source = Source(Events);
        var all = string.Join(' ', await ForwardAsync(source, "events", 100));

        foreach (var size in new[] { 1, 3, 7, 39, 40 })
        {
            Assert.Equal(all, string.Join(' ', await ForwardAsync(source, "events", size)));
        }
    }

    [Fact]
    public async Task A_key_of_several_columns_orders_by_all_of_them()
    {
        await RunAsync("""
            CREATE TABLE events (part text, nr integer, member_id bigint, PRIMARY KEY (part, nr));
            INSERT INTO events VALUES ('a', 1, 42), ('a', 2, 42), ('b', 1, 42), ('b', 10, 42), ('b|&', 3, 42);
            """);
        var source = Source(""" "events": { #, "key": ["part", "nr"], "person": "member_id", "fields": { "part": "Part", "nr": { "type": "integer", "label": "Nr" } } } """);

        Assert.Equal(["b%7C%26&3 b&10", "b&1 a&2", "a&1"], await ForwardAsync(source, "events", 2));
    }

    [Fact]
    public async Task A_date_in_a_declared_format_orders_by_time_and_not_by_its_letters()
    {
        await RunAsync("""
            CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at text);
            INSERT INTO events VALUES (1, 42, '31/01/2023'), (2, 42, '01/02/2024'), (3, 42, '02/01/2024'), (4, 42, '00/00/0000');
            """);
        var source = Source("""
            "events": { #, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "type": "date", "stored": "format", "format": "dd/MM/yyyy", "empty": ["00/00/0000"], "label": "At" } } }
            """);

        Assert.Equal(["2 3", "1 4"], await ForwardAsync(source, "events", 2));
    }

    [Fact]
    public async Task Rows_without_a_key_are_paged_by_their_number_and_equal_ones_are_all_there()
    {
        await RunAsync($"""
            CREATE TABLE events (member_id bigint, name text, data {(IsSqlite ? "text" : "json")});
            INSERT INTO events VALUES (42, 'a', NULL), (42, 'b', '[]'), (42, 'a', NULL), (42, 'c', NULL), (42, 'a', NULL), (7, 'd', NULL);
            """);
        var source = Source("""
            "events": { #, "key": "none", "person": "member_id", "fields": { "name": "Name", "data": { "type": "json", "label": "Data" } } }
            """);
        var reading = await OpenAsync(source);
        var query = new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show);

        var names = new List<object?>();
        for (PageCursor? cursor = null; ;)
        {
            var page = await reading.PageAsync(query, cursor, 2, None);
            Assert.Equal(names.Count, page.Skipped);
            Assert.All(page.Rows, row => Assert.Null(row.Key));
            names.AddRange(page.Rows.Select(row => row.Values[0]));
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(["c", "b", "a", "a", "a"], names);
    }

    [Fact]
    public async Task A_view_is_paged_although_nothing_says_that_its_key_is_one()
    {
        await RunAsync("""
            CREATE TABLE all_events (id integer PRIMARY KEY, member_id bigint, at timestamp, name text);
            INSERT INTO all_events VALUES (1, 42, '2024-01-01 00:00:00', ''), (2, 42, '2024-01-02 00:00:00', ''), (3, 42, NULL, '');
            CREATE VIEW events AS SELECT * FROM all_events;
            """);

        Assert.Equal(["2", "1", "3"], await ForwardAsync(Source(Events), "events", 1));
    }

    [Fact]
    public async Task Bytes_uuids_and_text_order_pages_too()
    {
        await RunAsync($"""
            CREATE TABLE events (id {(IsSqlite ? "blob" : "bytea")} NOT NULL PRIMARY KEY, member_id bigint, name text);
            INSERT INTO events VALUES ({Bytes("01")}, 42, ''), ({Bytes("02")}, 42, ''), ({Bytes("ff")}, 42, '');
            """);
        var source = Source(""" "events": { #, "key": "id", "person": "member_id", "fields": { "name": "Name" } } """);

        Assert.Equal([@"\xff", @"\x02", @"\x01"], await ForwardAsync(source, "events", 1));
    }

    [Fact]
    public async Task A_row_that_came_or_went_meanwhile_moves_no_page()
    {
        await RunAsync(Table + string.Join('\n', Enumerable.Range(1, 9).Select(i => $"INSERT INTO events VALUES ({i}, 42, '2024-01-0{i} 00:00:00', '');")));
        var source = Source(Events);
        var query = new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show);
        var first = await PageAsync(source, query, null, 3);

        await RunAsync("DELETE FROM events WHERE id = 9; INSERT INTO events VALUES (10, 42, '2024-01-10 00:00:00', '')");
        var second = await PageAsync(source, query, first.Next, 3);
        var back = await PageAsync(source, query, second.Previous, 3);

        Assert.Equal("6 5 4", Keys(second));
        Assert.Equal("10 8 7", Keys(back));
        Assert.Null(back.Previous);
    }

    [Fact]
    public async Task A_cursor_of_something_else_gives_the_first_page_or_rows_of_the_person_alone()
    {
        await RunAsync(Table + "INSERT INTO events VALUES (1, 42, '2024-01-01 00:00:00', ''), (2, 42, '2024-01-02 00:00:00', ''), (3, 7, '2024-01-03 00:00:00', '')");
        var source = Source(Events);
        var query = new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show);

        Assert.Equal("2 1", Keys(await PageAsync(source, query, PageCursor.After(["1"], 5), 5)));
        Assert.Equal("2 1", Keys(await PageAsync(source, query, PageCursor.At(500), 5)));
        Assert.Equal("2 1", Keys(await PageAsync(source, query, PageCursor.After(["1999-01-01 00:00:00", IsSqlite ? 0L : "0"], 5), 5)));
        Assert.Equal("2 1", Keys(await PageAsync(source, query, PageCursor.Before(["2999-01-01 00:00:00", IsSqlite ? 0L : "0"], 0), 5)));
    }

    [Fact]
    public async Task One_row_is_found_by_its_key_and_only_by_its_person()
    {
        await RunAsync(Table + "INSERT INTO events VALUES (1, 42, NULL, 'mine'), (2, 7, NULL, 'hers')");
        var source = Source(Events);
        var reading = await OpenAsync(source);
        var query = new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show);

        Assert.Equal("mine", (await reading.FindRowAsync(query, "1", None))!.Values[1]);
        Assert.Null(await reading.FindRowAsync(query, "2", None));
        Assert.Equal("hers", (await reading.FindRowAsync(query with { Person = Person("7") }, "2", None))!.Values[1]);
        Assert.Null(await reading.FindRowAsync(query, "abc", None));
        Assert.Null(await reading.FindRowAsync(query, "1 OR 1=1", None));
        Assert.Equal("mine", (await reading.FindRowAsync(query, "1", None))!.Values[1]);
    }

    /// <summary>Turns all pages forward, then all the way back, which must show the same.</summary>
    private async Task<List<string>> ForwardAsync(LiveSource source, string dataset, int size)
    {
        var query = new RowQuery(source.Map.Find(dataset)!, Person(), OthersData.Show);
        var pages = new List<RowPage> { await PageAsync(source, query, null, size) };
        while (pages[^1].Next is { } next) pages.Add(await PageAsync(source, query, Travelled(next), size));

        Assert.Equal(pages.Select((_, i) => (long)i * size), pages.Select(p => p.Skipped));
        var page = pages[^1];
        for (var i = pages.Count - 2; i >= 0; i--)
        {
            page = await PageAsync(source, query, Travelled(page.Previous!), size);
            Assert.Equal((Keys(pages[i]), pages[i].Skipped), (Keys(page), page.Skipped));
        }
        Assert.Null(page.Previous);
        return [.. pages.Select(Keys)];
    }

    private static PageCursor Travelled(PageCursor cursor) =>
        PageCursor.TryParse(cursor.ToString(), out var parsed) ? parsed : throw new InvalidOperationException("The cursor cannot be read again.");

    private static async Task<RowPage> PageAsync(LiveSource source, RowQuery query, PageCursor? cursor, int size)
    {
        await using var reading = await source.OpenAsync(None);
        return await reading.PageAsync(query, cursor, size, None);
    }

    private static string Keys(RowPage page) => string.Join(' ', page.Rows.Select(row => row.Key));

    public sealed class OnSqlite() : PageTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : PageTests(Provider.PostgreSql);
}

public class PageCursorTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("%%%")]
    [InlineData("e30")]
    [InlineData("W10")]
    [InlineData("WzEsMl0")]
    public void What_is_no_cursor_is_refused(string? text) => Assert.False(PageCursor.TryParse(text, out _));

    [Fact]
    public void A_cursor_keeps_what_it_holds_on_its_way_through_an_address()
    {
        var cursor = PageCursor.Before(["Zoë", 42L, 0.1, new byte[] { 1, 255 }, null], 7);

        Assert.True(PageCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal((7, true), (read.Skipped, read.Backward));
        Assert.Equal(cursor.Place, read.Place);
        Assert.Matches("^[A-Za-z0-9_-]+$", cursor.ToString());
    }
}

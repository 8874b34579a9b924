using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>Everybody's rows whose period has ended: which they are, however a date is stored, and what an erasing does to them and to what needs them.</summary>
public abstract class EndedPeriodTests(Provider provider) : ErasingTests(provider)
{
    // In Brussels the day ends at 23:00 UTC, an hour before the clock goes on in the next month.
    private static readonly DateOnly LastStart = new(2025, 3, 1);

    private static readonly DateTimeOffset FirstAfter = new(2025, 3, 1, 23, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("unix", 1)]
    [InlineData("unix-ms", 1000)]
    public async Task A_number_counts_until_the_last_second_of_the_day_in_Brussels(string stored, int factor)
    {
        var edge = FirstAfter.ToUnixTimeSeconds() * factor;
        await RunAsync($"""
            CREATE TABLE logs (id integer PRIMARY KEY, at bigint, member_id bigint);
            INSERT INTO logs VALUES (1, {edge - factor}, 42), (2, {edge}, 42), (3, NULL, 42), (4, 0, 7), (5, 9, 7);
            """);

        Assert.Equal("1 5", await EndedAsync(Logs($"\"type\": \"datetime\", \"stored\": \"{stored}\", \"empty\": [\"0\"]")));
    }

    [Fact]
    public async Task Dates_count_with_their_day()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at varchar(30), member_id bigint);
            INSERT INTO logs VALUES (1, '2025-03-01', 42), (2, '2025-03-02', 42), (3, NULL, 42), (4, '', 42), (5, '0000-00-00', 42), (6, '2024-12-31', 7), (7, 'later', 7);
            """);

        Assert.Equal("1 6", await EndedAsync(Logs("\"type\": \"date\", \"stored\": \"iso\"")));
    }

    [Fact]
    public async Task Times_as_text_never_count_a_day_too_early_whatever_their_zone()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at varchar(40), member_id bigint);
            INSERT INTO logs VALUES (1, '2025-02-28T23:59:59Z', 42), (2, '2025-02-28 12:00:00', 42), (3, '2025-03-01T23:30:00Z', 42), (4, '2025-03-01T23:00:00-11:00', 42),
                (5, '2025-03-02T00:00:00+02:00', 42);
            """);

        Assert.Equal("1 2", await EndedAsync(Logs("\"type\": \"datetime\", \"stored\": \"iso\"")));
    }

    [Fact]
    public async Task A_declared_format_is_put_in_order()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at varchar(20), member_id bigint);
            INSERT INTO logs VALUES (1, '01/03/2025', 42), (2, '02/03/2025', 42), (3, '31/12/2024', 42), (4, '01/01/2026', 42);
            """);

        Assert.Equal("1 3", await EndedAsync(Logs("\"type\": \"date\", \"stored\": \"format\", \"format\": \"dd/MM/yyyy\"")));
    }

    [Fact]
    public async Task The_types_of_PostgreSQL_count_as_they_are()
    {
        if (IsSqlite) return;
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at timestamptz, wall timestamp, day date, member_id bigint);
            INSERT INTO logs VALUES
                (1, '2025-03-01 22:59:59Z', '2025-03-01 23:59:59', '2025-03-01', 42), (2, '2025-03-01 23:00:00Z', '2025-03-02 00:00:00', '2025-03-02', 42), (3, NULL, NULL, NULL, 42);
            """);

        Assert.Equal("1", await EndedAsync(Logs("\"type\": \"datetime\"", more: ", \"wall\": { \"label\": \"W\" }, \"day\": { \"label\": \"D\" }")));
        Assert.Equal("1", await EndedAsync(Logs("\"type\": \"datetime\", \"zone\": \"Europe/Brussels\"", column: "wall")));
        Assert.Equal("1", await EndedAsync(Logs("\"type\": \"date\"", column: "day")));
    }

    [Fact]
    public async Task Rows_go_with_what_leads_through_them_and_what_stays_keeps_what_it_needs()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, closed varchar(10));
            CREATE TABLE messages (id integer PRIMARY KEY, ticket_id integer NOT NULL REFERENCES tickets (id), text varchar(20));
            INSERT INTO tickets VALUES (1, 42, '2020-01-01'), (2, 7, '2020-01-01'), (3, 7, '2025-06-01'), (4, 42, NULL);
            INSERT INTO messages VALUES (1, 1, 'old'), (2, 2, 'old'), (3, 2, 'spared'), (4, 3, 'new'), (5, 4, 'open');
            """);
        var source = Source($$"""
            "tickets": { {{Without}}, "key": "id", "person": "member_id", "retention": { "after": "12 months", "from": "closed" },
                "fields": { "id": { "type": "integer", "label": "I" }, "closed": { "type": "date", "stored": "iso", "label": "C" } } },
            "messages": { {{Without}}, "key": "id", "person": { "on": "ticket_id = id", "via": "tickets" },
                "retention": { "after": "12 months", "from": { "path": "ticket_id = tickets.id", "column": "closed", "type": "date", "stored": "iso" } },
                "fields": { "id": { "type": "integer", "label": "I" }, "text": { "label": "T" } }, "excluded": { "ticket_id": "The ticket." } }
            """);
        var reach = Reach("tickets", "messages");

        var outcomes = await WithAsync(source, async erasing =>
        {
            Assert.Equal(["messages", "tickets"], erasing.Order.Select(dataset => dataset.Id));
            var lines = new List<string>();
            foreach (var dataset in erasing.Order)
            {
                var keys = (await erasing.FindAsync(dataset, reach, null, 10, None)).Select(row => row.Key).ToList();
                if (dataset.Id == "messages") erasing.Spare(dataset, ["3"]);
                var goes = keys.Where(key => dataset.Id != "messages" || key != "3").ToList();
                lines.AddRange((await erasing.EraseAsync(dataset, reach, goes, None)).Select(row => $"{dataset.Id} {row.Key} {row.Outcome}"));
            }
            return lines;
        });

        Assert.Equal(["messages 1 Deleted", "messages 2 Deleted", "tickets 1 Deleted", "tickets 2 Needed"], outcomes.Order());
        Assert.Equal(["2|7|2020-01-01", "3|7|2025-06-01", "4|42|-"], await TableAsync("tickets"));
        Assert.Equal(["3|2|spared", "4|3|new", "5|4|open"], await TableAsync("messages"));
    }

    [Fact]
    public async Task A_row_goes_only_if_its_period_has_ended_at_that_moment()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at varchar(10), member_id bigint);
            INSERT INTO logs VALUES (1, '2024-01-01', 42), (2, '2024-01-01', 7);
            """);
        var source = Logs("\"type\": \"date\", \"stored\": \"iso\"");
        Assert.Equal("1 2", await EndedAsync(source));
        await RunAsync("UPDATE logs SET at = '2026-01-01' WHERE id = 2");

        var outcomes = await WithAsync(source, erasing => erasing.EraseAsync(source.Map.Find("logs")!, Reach("logs"), ["1", "2"], None));

        Assert.Equal([("1", RowOutcome.Deleted), ("2", RowOutcome.Gone)], outcomes.Select(row => (row.Key, row.Outcome)).Order());
        Assert.Equal(["2|2026-01-01|7"], await TableAsync("logs"));
    }

    [Fact]
    public async Task Several_people_on_a_row_lose_what_is_theirs_at_once_and_a_shared_row_goes()
    {
        await RunAsync("""
            CREATE TABLE reviews (id integer PRIMARY KEY, at varchar(10), author_id bigint, reader_id bigint, author_note varchar(20), reader_note varchar(20));
            CREATE TABLE rooms (id integer PRIMARY KEY, at varchar(10));
            CREATE TABLE guests (room_id integer, member_id bigint);
            INSERT INTO reviews VALUES (1, '2024-01-01', 42, 7, 'a', 'r'), (2, '2026-01-01', 42, 7, 'a', 'r');
            INSERT INTO rooms VALUES (1, '2024-01-01');
            INSERT INTO guests VALUES (1, 42), (1, 7);
            """);
        var source = Source($$"""
            "reviews": { {{Without}}, "key": "id", "retention": { "after": "12 months", "from": "at" }, "erasure": { "keep": "research", "why": "Counts." },
                "people": {
                  "author": { "label": "A", "person": "author_id", "erasure": "null", "fields": { "author_id": { "type": "integer", "label": "P" }, "author_note": { "label": "N" } } },
                  "reader": { "label": "R", "person": "reader_id", "erasure": "null", "fields": { "reader_id": { "type": "integer", "label": "P" }, "reader_note": { "label": "N" } } } },
                "fields": { "id": { "type": "integer", "label": "I" }, "at": { "type": "date", "stored": "iso", "label": "A" } } },
            "rooms": { {{Without}}, "key": "id", "person": ["id = guests.room_id", "member_id"], "shared": true, "retention": { "after": "12 months", "from": "at" },
                "fields": { "id": { "type": "integer", "label": "I" }, "at": { "type": "date", "stored": "iso", "label": "A" } } }
            """);

        await WithAsync(source, async erasing =>
        {
            foreach (var dataset in erasing.Order) await erasing.EraseAsync(dataset, Reach("reviews", "rooms"), ["1", "2"], None);
            return 0;
        });

        Assert.Equal(["1|2024-01-01|-|-|-|-", "2|2026-01-01|42|7|a|r"], await TableAsync("reviews"));
        Assert.Empty(await TableAsync("rooms"));
        Assert.Equal("", await EndedAsync(source, "reviews"));
    }

    [Fact]
    public async Task Rows_without_a_key_go_by_number_and_those_of_some_persons_stay()
    {
        await RunAsync($"""
            CREATE TABLE logs (at bigint, member_id bigint);
            INSERT INTO logs VALUES {string.Join(", ", Enumerable.Range(1, 9).Select(i => $"({i}, {(i % 3 == 0 ? 42 : 7)})"))}, (5000000000, 7), (NULL, 7);
            """);
        var source = Source($$"""
            "logs": { {{Without}}, "key": "none", "person": "member_id", "retention": { "after": "12 months", "from": "at" }, "fields": { "at": { "type": "datetime", "stored": "unix", "label": "A" } } }
            """);
        var dataset = source.Map.Find("logs")!;

        var (all, gone) = await WithAsync(source, async erasing => (
            await erasing.CountLeftAsync(dataset, Reach("logs"), [], None),
            await erasing.EraseAllAsync(dataset, Reach("logs").Without([Person()]), batch: 2, None)));

        Assert.Equal((9, 6), (all, gone));
        Assert.Equal(["-|7", "3|42", "5000000000|7", "6|42", "9|42"], await TableAsync("logs"));
    }

    [Fact]
    public async Task Rows_of_nobody_go_when_their_period_ends()
    {
        await RunAsync("CREATE TABLE visits (at bigint); INSERT INTO visits VALUES (1), (2), (5000000000);");
        var source = Source($$"""
            "visits": { {{Without}}, "key": "none", "unlinked": "Nobody signed in.", "retention": { "after": "12 months", "from": "at" }, "fields": { "at": { "type": "datetime", "stored": "unix", "label": "A" } } }
            """);

        Assert.Equal(2, await WithAsync(source, erasing => erasing.EraseAllAsync(source.Map.Find("visits")!, Reach("visits"), batch: 1, None)));

        Assert.Equal(["5000000000"], await TableAsync("visits"));
    }

    [Fact]
    public async Task What_began_by_several_days_is_counted_in_one_look()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, at varchar(10), member_id bigint);
            INSERT INTO logs VALUES (1, '2024-01-01', 42), (2, '2025-03-01', 7), (3, '2025-03-02', 7), (4, '2025-04-01', 7), (5, NULL, 7);
            """);
        var source = Logs("\"type\": \"date\", \"stored\": \"iso\"");
        await using var reading = await source.OpenAsync(None);

        Assert.Equal([1L, 2L, 3L], await reading.CountBegunAsync(source.Map.Find("logs")!, [new(2025, 2, 28), LastStart, new(2025, 3, 31)], None));
        Assert.Equal(["2"], await reading.FindKeysAsync(source.Map.Find("logs")!, Reach("logs").Of(Person("7")), afterKey: null, 10, None));
    }

    private static PeriodReach Reach(params string[] datasets) => new(datasets.ToDictionary(dataset => dataset, _ => LastStart));

    private LiveSource Logs(string date, string column = "at", string more = "") => Source($$"""
        "logs": { {{Without}}, "key": "id", "person": "member_id", "retention": { "after": "12 months", "from": "{{column}}" },
            "fields": { "id": { "type": "integer", "label": "I" }, "{{column}}": { {{date}}, "label": "A" }{{more}} } }
        """);

    private static async Task<string> EndedAsync(LiveSource source, string dataset = "logs")
    {
        Assert.True(PeriodReach.CanTell(source.Map.Find(dataset)!));
        var found = await WithAsync(source, async erasing =>
        {
            var rows = new List<ErasableRow>();
            while (await erasing.FindAsync(source.Map.Find(dataset)!, Reach(dataset), rows.LastOrDefault()?.Key, 2, None) is { Count: > 0 } page) rows.AddRange(page);
            Assert.Equal(rows.Count, await erasing.CountLeftAsync(source.Map.Find(dataset)!, Reach(dataset), [], None));
            return rows;
        });
        return string.Join(' ', found.Select(row => row.Key));
    }

    public sealed class OnSqlite() : EndedPeriodTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : EndedPeriodTests(Provider.PostgreSql);
}

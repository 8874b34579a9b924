using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>Which rows an erasure finds: page by page, by every kind of key and path, with the end of their retention.</summary>
public abstract class FindErasableTests(Provider provider) : ErasingTests(provider)
{
    [Fact]
    public async Task Pages_follow_the_key_whatever_was_erased_in_between()
    {
        await RunAsync("CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint); INSERT INTO notes VALUES (2, 42), (10, 42), (9, 42), (100, 42), (11, 7)");
        var source = Source(""" "notes": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } } """);
        var notes = source.Map.Find("notes")!;

        await using var erasing = await source.OpenForErasureAsync(None);
        Assert.Equal(["2", "9"], (await erasing.FindAsync(notes, Person(), null, 2, None)).Select(row => row.Key));
        await erasing.EraseAsync(notes, Person(), ["9"], None);
        Assert.Equal(["10", "100"], (await erasing.FindAsync(notes, Person(), "9", 2, None)).Select(row => row.Key));
        Assert.Empty(await erasing.FindAsync(notes, Person(), "100", 2, None));
    }

    [Fact]
    public async Task Rows_with_a_key_of_several_columns_are_found_page_by_page_and_erased()
    {
        await RunAsync("""
            CREATE TABLE cache (member_id bigint, name text, n integer, PRIMARY KEY (member_id, name, n));
            INSERT INTO cache VALUES (42, 'a&b', 1), (42, 'a&b', 10), (42, 'a&b', 2), (42, 'c=d', 1), (42, '', 1), (7, 'a&b', 1);
            """);
        var source = Source(""" "cache": { #, "key": ["member_id", "name", "n"], "person": "member_id", "fields": { "name": "N" } } """);

        Assert.Equal("42&&1 42&a%26b&1 42&a%26b&2 42&a%26b&10 42&c%3Dd&1", await FoundAsync(source, "cache"));
        Assert.Equal("42&&1:Deleted 42&a%26b&10:Deleted 7&a%26b&1:Gone", await EraseAsync(source, "cache", "42&&1", "42&a%26b&10", "7&a%26b&1"));
        Assert.Equal(["42|a&b|1", "42|a&b|2", "42|c=d|1", "7|a&b|1"], await TableAsync("cache"));
    }

    [Fact]
    public async Task Keys_that_are_bytes_or_stand_in_columns_without_a_type_are_found_page_by_page_and_erased()
    {
        var type = IsSqlite ? "" : "bytea";
        await RunAsync($"""
            CREATE TABLE files (id {type} PRIMARY KEY, owner bigint);
            INSERT INTO files VALUES ({Bytes("0a")}, 42), ({Bytes("0aff")}, 42), ({Bytes("0b")}, 42), ({Bytes("ff")}, 7);
            """);
        if (IsSqlite) await RunAsync("INSERT INTO files VALUES (5, 42), ('five', 42), ('10', 42)");
        var source = Source(""" "files": { #, "key": "id", "person": "owner", "fields": { "owner": { "type": "integer", "label": "O" } } } """);

        Assert.Equal(@"\x0a \x0aff \x0b", string.Join(' ', (await FoundAsync(source, "files")).Split(' ').Where(key => key.StartsWith('\\')).Order(StringComparer.Ordinal)));
        await EraseWholeAsync(source);

        Assert.Equal(["ff|7"], await TableAsync("files"));
    }

    [Fact]
    public async Task A_row_whose_key_is_nothing_is_not_found_but_counted_as_left()
    {
        await RunAsync("CREATE TABLE notes (id text UNIQUE, member_id bigint); INSERT INTO notes VALUES ('a', 42), (NULL, 42)");
        var source = Source(""" "notes": { #, "key": "id", "person": "member_id", "fields": { "id": "I" } } """);

        Assert.Equal("notes a:Deleted", await EraseWholeAsync(source));
        Assert.Equal(1, (await LeftAsync(source))["notes"]);
    }

    [Fact]
    public async Task Paths_that_cut_cast_fold_and_have_alternatives_lead_an_erasure_too()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text);
            CREATE TABLE events (id integer PRIMARY KEY, actor text, who text, sender text);
            INSERT INTO members VALUES (42, 'Ann@Example.org'), (7, 'bob@example.org');
            INSERT INTO events VALUES (1, 'member:42', NULL, NULL), (2, 'member:420', '7', NULL), (3, NULL, '042', NULL), (4, NULL, '42x', NULL),
              (5, NULL, NULL, 'ann@example.ORG'), (6, NULL, NULL, 'bob@example.org'), (7, 'Member:42', NULL, NULL);
            """);
        var source = Source("""
            "events": { #, "key": "id", "person": { "anyOf": [
              { "column": "actor", "strip": "member:" }, { "column": "who", "cast": "integer" },
              [{ "from": { "column": "sender", "lower": true }, "table": "members", "to": { "column": "email", "lower": true } }, "id"] ] }, "fields": { "actor": "A" } }
            """);

        Assert.Equal("1 3 5", await FoundAsync(source, "events"));
        Assert.Equal("1:Deleted 2:Gone 3:Deleted 4:Gone 5:Deleted 6:Gone 7:Gone", await EraseAsync(source, "events", "1", "2", "3", "4", "5", "6", "7"));
    }

    [Theory]
    [InlineData("text", "'29/02/2024'", "'-'", """ "type": "date", "stored": "format", "format": "dd/MM/yyyy", "empty": ["-"] """)]
    [InlineData("text", "'29 Feb 2024'", "'-'", """ "type": "date", "stored": "format", "format": "d MMM yyyy", "empty": ["-"] """)]
    [InlineData("bigint", "1709202030", "0", """ "type": "datetime", "stored": "unix", "empty": [0] """)]
    [InlineData("timestamp", "'2024-02-28 23:30:00'", "NULL", """ "type": "datetime" """)]
    public async Task Each_row_says_when_its_retention_ends_or_that_it_has_not_begun(string type, string begun, string empty, string words)
    {
        await RunAsync($"CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, closed {type}); INSERT INTO notes VALUES (1, 42, {begun}), (2, 42, NULL), (3, 42, {empty})");
        var source = Source($$"""
            "notes": { {{Without}}, "retention": { "after": "5 years", "from": "closed" }, "key": "id", "person": "member_id", "fields": { "closed": { "label": "C", {{words}} } } }
            """);

        Assert.Equal([new("1", new DateOnly(2029, 2, 28), true, false), new("2", null, false, false), new("3", null, false, false)], await FindAsync(source, "notes"));
    }

    [Fact]
    public async Task The_end_of_retention_follows_a_path_to_the_latest_date()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE closings (ticket_id integer, day text);
            INSERT INTO tickets VALUES (1, 42), (2, 42);
            INSERT INTO closings VALUES (1, '2020-01-31'), (1, '2021-01-31'), (1, NULL);
            """);
        var source = Source($$"""
            "tickets": { {{Without}}, "retention": { "after": "1 month", "from": { "path": "id = closings.ticket_id", "column": "day", "type": "date", "stored": "iso" } },
              "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } }
            """);

        Assert.Equal([new("1", new DateOnly(2021, 2, 28), true, false), new("2", null, false, false)], await FindAsync(source, "tickets"));
    }

    [Fact]
    public async Task A_date_that_is_none_is_named_by_its_place_and_not_by_its_value()
    {
        await RunAsync("CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, closed text); INSERT INTO notes VALUES (1, 42, 'some-canary')");
        var source = Source($$"""
            "notes": { {{Without}}, "retention": { "after": "5 years", "from": "closed" }, "key": "id", "person": "member_id", "fields": { "closed": { "type": "date", "stored": "iso", "label": "C" } } }
            """);

        var error = await Assert.ThrowsAsync<ValueDoesNotFitException>(() => FindAsync(source, "notes"));
        Assert.Equal(("notes", "closed", "1"), (error.Dataset, error.Column, error.RowKey));
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task More_rows_than_one_call_takes_are_refused_and_as_many_are_not()
    {
        await RunAsync($"""
            CREATE TABLE cache (a integer, b integer, member_id bigint, PRIMARY KEY (a, b)) {(IsSqlite ? "WITHOUT ROWID" : "")};
            INSERT INTO cache WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {SourceErasing.MostKeys + 100}) SELECT i, i, 42 FROM n;
            """);
        var source = Source(""" "cache": { #, "key": ["a", "b"], "person": "member_id", "fields": { "a": { "type": "integer", "label": "A" } } } """);
        var keys = Enumerable.Range(1, SourceErasing.MostKeys + 1).Select(i => $"{i}&{i}").ToArray();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EraseAsync(source, "cache", keys));
        await EraseAsync(source, "cache", keys[1..]);

        Assert.Equal(100, (await LeftAsync(source))["cache"]);
    }

    public sealed class OnSqlite() : FindErasableTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : FindErasableTests(Provider.PostgreSql);
}

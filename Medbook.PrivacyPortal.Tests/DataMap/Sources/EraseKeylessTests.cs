using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>Rows that the map gives no key go by path, some at a time.</summary>
public abstract class EraseKeylessTests(Provider provider) : ErasingTests(provider)
{
    private const string Log = """ "log": { #, "key": "none", "person": "member_id", "fields": { "line": "L" } } """;

    [Theory]
    [InlineData("CREATE TABLE log (member_id bigint, line text)")]
    [InlineData("CREATE TABLE log (member_id bigint, line text, rowid text, ctid_ text)")]
    [InlineData("CREATE TABLE log (member_id bigint, line text, n integer, PRIMARY KEY (n, line))")]
    public async Task Everything_of_the_person_goes_in_batches_and_nothing_of_others(string table)
    {
        await RunAsync(table + (IsSqlite && table.Contains("PRIMARY", StringComparison.Ordinal) ? " WITHOUT ROWID" : ""));
        var number = table.Contains("PRIMARY", StringComparison.Ordinal);
        var values = Enumerable.Range(1, 9).Select(i => $"({(i % 3 == 0 ? 7 : 42)}, 'x{i % 2}'{(number ? $", {i}" : "")})");
        await RunAsync($"INSERT INTO log (member_id, line{(number ? ", n" : "")}) VALUES {string.Join(", ", values)}");
        var source = Source(Log);

        Assert.Equal(6, await WithAsync(source, erasing => erasing.EraseAllAsync(source.Map.Find("log")!, Person(), 4, None)));

        Assert.Equal(3, (await TableAsync("log")).Count(row => row.StartsWith("7|", StringComparison.Ordinal)));
        Assert.Equal(3, (await TableAsync("log")).Count);
        Assert.Equal(0, await WithAsync(source, erasing => erasing.EraseAllAsync(source.Map.Find("log")!, Person(), 4, None)));
    }

    [Fact]
    public async Task Fields_of_rows_that_stay_are_changed_and_hashed_each_by_itself()
    {
        await RunAsync("""
            CREATE TABLE log (member_id bigint, line text, code text);
            INSERT INTO log VALUES (42, 'a', 'x'), (42, 'a', 'y'), (42, NULL, 'x'), (7, 'a', 'x');
            """);
        var source = Source("""
            "log": { #, "key": "none", "person": "member_id", "erasure": { "keep": "legal-claims", "why": "W" }, "fields": {
              "member_id": { "type": "integer", "label": "M" }, "line": { "label": "L", "erasure": { "mask": "-" } }, "code": { "label": "C", "erasure": "hash" } } }
            """);

        Assert.Equal(3, (await LeftAsync(source))["log"]);
        Assert.Equal(3, await WithAsync(source, erasing => erasing.EraseAllAsync(source.Map.Find("log")!, Person(), 2, None)));

        var rows = (await TableAsync("log")).ConvertAll(row => row.Split('|'));
        Assert.Equal(2, rows.Where(row => row[0] == "42").Select(row => row[2]).Distinct().Count());
        Assert.All(rows.Where(row => row[0] == "42"), row => Assert.StartsWith("erased-", row[2]));
        Assert.Equal(["-", "-", "-"], rows.Where(row => row[0] == "42").Select(row => row[1]));
        Assert.Equal(["7", "a", "x"], rows.Single(row => row[0] == "7"));
        Assert.Empty(await LeftAsync(source));
    }

    [Fact]
    public async Task A_path_leads_to_rows_without_a_key()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE log (ticket_id integer, line text);
            INSERT INTO tickets VALUES (1, 42), (2, 7);
            INSERT INTO log VALUES (1, 'a'), (1, 'a'), (2, 'b');
            """);
        var source = Source("""
            "tickets": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } },
            "log": { #, "key": "none", "person": { "on": "ticket_id = id", "via": "tickets" }, "fields": { "line": "L" } }
            """);

        Assert.Equal("1:Needed", await EraseAsync(source, "tickets", "1"));
        Assert.Equal("log :Deleted :Deleted, tickets 1:Deleted", await EraseWholeAsync(source, batch: 1));
        Assert.Equal(["2|b"], await TableAsync("log"));
    }

    [Fact]
    public async Task Rows_with_a_key_are_not_erased_without_it_and_the_other_way_round()
    {
        await RunAsync("CREATE TABLE log (member_id bigint, line text)");
        var source = Source(Log);
        var log = source.Map.Find("log")!;

        await using var erasing = await source.OpenForErasureAsync(None);
        await Assert.ThrowsAsync<ArgumentException>(() => erasing.FindAsync(log, Person(), null, 1, None));
        await Assert.ThrowsAsync<ArgumentException>(() => erasing.EraseAsync(log, Person(), ["1"], None));
        await Assert.ThrowsAsync<ArgumentException>(() => erasing.EraseAllAsync(log with { Key = ["line"] }, Person(), 1, None));
    }

    public sealed class OnSqlite() : EraseKeylessTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : EraseKeylessTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class StreamTests(Provider provider) : SourceTests(provider)
{
    private const string Events = """
        "events": { #, "key": "id", "person": "member_id", "fields": { "name": "Name" } },
        "gone": { #, "key": "id", "person": "member_id", "fields": { "name": "Name" } }
        """;

    // Wide enough that no driver can have it all in its buffers.
    private static readonly string Fill = "CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, name text);"
        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        + $" INSERT INTO events SELECT i, 42, '{new string('x', 500)}' FROM n";

    [Fact]
    public async Task Counts_and_rows_of_one_reading_agree_whatever_is_written_meanwhile()
    {
        await RunAsync((IsSqlite ? "PRAGMA journal_mode = WAL;" : "") + Fill);
        var source = Source(Events);
        var dataset = source.Map.Find("events")!;
        await using var reading = await source.OpenAsync(None);

        var rows = 0;
        await foreach (var _ in reading.StreamAsync(new RowQuery(dataset, Person(), OthersData.Show), None))
        {
            if (rows++ == 10) await RunAsync("DELETE FROM events WHERE id > 100; INSERT INTO events VALUES (30000, 42, 'late')");
        }

        Assert.Equal(20000, rows);
        Assert.Equal(20000, (await reading.SummariseAsync(dataset, Person(), None)).Count);
        await using var later = await source.OpenAsync(None);
        Assert.Equal(101, (await later.SummariseAsync(dataset, Person(), None)).Count);
    }

    [Fact]
    public async Task Whoever_stops_early_can_go_on_reading_in_the_same_snapshot()
    {
        await RunAsync(Fill);
        var source = Source(Events);
        var query = new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show);
        await using var reading = await source.OpenAsync(None);

        await foreach (var row in reading.StreamAsync(query, None))
        {
            if (row.Key == "3") break;
        }

        Assert.Equal("4", (await reading.FindRowAsync(query, "4", None))!.Key);
        Assert.Equal(20000, await reading.StreamAsync(query, None).CountAsync());
    }

    [Fact]
    public async Task A_stream_can_be_cancelled()
    {
        await RunAsync(Fill);
        var source = Source(Events);
        await using var reading = await source.OpenAsync(None);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in reading.StreamAsync(new RowQuery(source.Map.Find("events")!, Person(), OthersData.Show), cancel.Token))
            {
                if (row.Key == "3") await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task A_long_query_is_ended_in_the_database_when_its_reader_gives_up()
    {
        await RunAsync("""
            CREATE VIEW events AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
              SELECT i AS id, 42 AS member_id, 'x' AS name FROM n
            """);
        var source = Source(Events);
        await using var reading = await source.OpenAsync(None);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reading.SummariseAsync(source.Map.Find("events")!, Person(), cancel.Token));
    }

    [Fact]
    public async Task A_dataset_that_fails_leaves_the_others_readable()
    {
        await RunAsync(Fill);
        var source = Source(Events);
        await using var reading = await source.OpenAsync(None);

        var error = await Assert.ThrowsAsync<SourceFailedException>(() => reading.SummariseAsync(source.Map.Find("gone")!, Person(), None));

        Assert.Equal(("clinic", SourceFault.SchemaDiffers), (error.SourceName, error.Fault));
        Assert.Equal(20000, (await reading.SummariseAsync(source.Map.Find("events")!, Person(), None)).Count);
    }

    [Fact]
    public async Task Rows_without_a_key_are_streamed_too()
    {
        await RunAsync("CREATE TABLE events (member_id bigint, name text); INSERT INTO events VALUES (42, 'b'), (42, 'a'), (42, 'a'), (7, 'c')");
        var source = Source(""" "events": { #, "key": "none", "person": "member_id", "fields": { "name": "Name" } } """);

        Assert.Equal(["a", "a", "b"], (await RowsAsync(source, "events")).Select(row => row.Values[0]));
    }

    public sealed class OnSqlite() : StreamTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : StreamTests(Provider.PostgreSql);
}

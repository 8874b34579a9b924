using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class SummaryTests(Provider provider) : SourceTests(provider)
{
    private const string Without = """ "label": "Records", "category": "identity", "activities": ["account"], "origin": "provided" """;

    [Fact]
    public async Task A_summary_counts_and_dates_the_rows_of_the_person()
    {
        await RunAsync("""
            CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at timestamp);
            INSERT INTO events VALUES (1, 42, '2023-05-06 10:00:00'), (2, 42, '2024-12-31 23:30:00'), (3, 42, NULL), (4, 7, '2020-01-01 00:00:00');
            """);

        var summary = await SummariseAsync(""" "events": { #, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "type": "datetime", "label": "At" } } } """);

        // Half past eleven in the evening UTC is the next day in Brussels.
        Assert.Equal(new DatasetSummary(3, new DateOnly(2023, 5, 6), new DateOnly(2025, 1, 1), null, 0), summary);
    }

    [Fact]
    public async Task A_person_without_rows_has_an_empty_summary()
    {
        await RunAsync("CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at timestamp)");

        Assert.Equal(DatasetSummary.Empty, await SummariseAsync(
            $$""" "events": { {{Without}}, "retention": { "after": "1 year", "from": "at" }, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "type": "datetime", "label": "At" } } } """));
    }

    [Theory]
    [InlineData("text", "'01/02/2024'", "'31/01/2024'", """ "type": "date", "stored": "format", "format": "dd/MM/yyyy" """)]
    [InlineData("bigint", "1706745600", "1706659200", """ "type": "datetime", "stored": "unix" """)]
    [InlineData("bigint", "1706745600000", "1706659200000", """ "type": "datetime", "stored": "unix-ms" """)]
    [InlineData("text", "'2024-02-01T00:00:00Z'", "'2024-01-31T00:00:00Z'", """ "type": "datetime", "stored": "iso" """)]
    [InlineData("date", "'2024-02-01'", "'2024-01-31'", """ "type": "date" """)]
    [InlineData("text", "'20240201 12:30'", "'20240131 12:30'", """ "type": "datetime", "stored": "format", "format": "yyyyMMdd HH:mm" """)]
    public async Task First_and_last_are_found_however_dates_are_stored(string type, string last, string first, string words)
    {
        await RunAsync($"CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at {type}); INSERT INTO events VALUES (1, 42, {last}), (2, 42, {first})");

        var summary = await SummariseAsync($$""" "events": { #, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "label": "At", {{words}} } } } """);

        Assert.Equal((new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 1)), (summary.First, summary.Last));
    }

    [Fact]
    public async Task The_end_of_retention_follows_from_the_last_anchor_and_what_has_not_begun_is_counted()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, closed_on text);
            INSERT INTO tickets VALUES (1, 42, '29/02/2024'), (2, 42, '01/01/2020'), (3, 42, NULL), (4, 42, '-'), (5, 7, '01/01/2030');
            """);

        var summary = await SummariseAsync($$"""
            "tickets": { {{Without}}, "retention": { "after": "5 years", "from": "closed_on" }, "key": "id", "person": "member_id",
              "fields": { "closed_on": { "type": "date", "stored": "format", "format": "dd/MM/yyyy", "empty": ["-"], "label": "Closed" } } }
            """);

        Assert.Equal(new DatasetSummary(4, null, null, new DateOnly(2029, 2, 28), 2), summary);
    }

    [Fact]
    public async Task An_anchor_may_stand_at_the_end_of_a_path_where_the_latest_date_counts()
    {
        await RunAsync("""
            CREATE TABLE agreements (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE contracts (agreement_id integer, ended_on date, void integer);
            INSERT INTO agreements VALUES (1, 42), (2, 42), (3, 7);
            INSERT INTO contracts VALUES (1, '2020-01-01', 0), (1, '2022-06-30', 0), (1, '2029-01-01', 1), (1, NULL, 0), (3, '2030-01-01', 0);
            """);

        var summary = await SummariseAsync($$"""
            "agreements": { {{Without}}, "retention": { "after": "10 years", "atLeast": true, "from": { "path": [{ "on": "id = contracts.agreement_id", "where": { "void": 0 } }], "column": "ended_on", "type": "date" } },
              "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "Id" } } }
            """);

        Assert.Equal(new DatasetSummary(2, null, null, new DateOnly(2032, 6, 30), 1), summary);
    }

    private async Task<DatasetSummary> SummariseAsync(string dataset)
    {
        var source = Source(dataset);
        var reading = await OpenAsync(source);
        return await reading.SummariseAsync(source.Map.Datasets[0], Person(), None);
    }

    public sealed class OnSqlite() : SummaryTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_date_that_is_none_is_said_and_not_swallowed()
        {
            await RunAsync("CREATE TABLE events (id integer PRIMARY KEY, member_id bigint, at text); INSERT INTO events VALUES (1, 42, 'yesterday')");

            var error = await Assert.ThrowsAsync<ValueDoesNotFitException>(() => SummariseAsync(
                """ "events": { #, "key": "id", "person": "member_id", "date": "at", "fields": { "at": { "type": "datetime", "label": "At" } } } """));
            Assert.Equal(("events", "at"), (error.Dataset, error.Column));
        }
    }

    public sealed class OnPostgreSql() : SummaryTests(Provider.PostgreSql);
}

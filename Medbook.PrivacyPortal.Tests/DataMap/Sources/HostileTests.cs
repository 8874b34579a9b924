using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class HostileTests(Provider provider) : SourceTests(provider)
{
    private const string Attack = "x'; DROP TABLE records; --";

    [Fact]
    public async Task A_persons_key_that_is_sql_is_only_a_key()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner text); INSERT INTO records VALUES (1, 'ann'), (2, '" + Attack.Replace("'", "''", StringComparison.Ordinal) + "')");
        var source = Source(""" "records": { #, "key": "id", "person": "owner", "fields": { "owner": "Owner" } } """);

        Assert.Equal("2", await KeysAsync(source, "records", Person(Attack)));
        Assert.Equal("", await KeysAsync(source, "records", Person("ann' OR '1'='1")));
        Assert.Equal("1", await KeysAsync(source, "records", Person("ann")));
    }

    [Fact]
    public async Task Values_of_the_map_that_are_sql_are_only_values()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner text, kind text); INSERT INTO records VALUES (1, '" + Attack.Replace("'", "''", StringComparison.Ordinal) + "42', 'a''b')");
        var source = Source($$"""
            "records": { #, "key": "id", "where": { "kind": ["a'b", "{{Attack}}"] }, "person": { "column": "owner", "strip": "{{Attack}}" },
              "fields": { "owner": { "label": "Owner", "empty": ["' OR 1=1 --"] } } },
            "rest": { #, "table": "records", "key": "id", "else": true, "person": { "column": "owner", "replace": { "'; DROP": "' OR '1'='1" } }, "fields": { "owner": "Owner" } }
            """);

        Assert.Equal("1", await KeysAsync(source, "records"));
        Assert.Equal("", await KeysAsync(source, "rest"));
    }

    [Theory]
    [InlineData("we\"ird", "co\"l; DROP TABLE x")]
    [InlineData("semi;colon --", "select")]
    [InlineData("it's", "a'b")]
    [InlineData("[x] `y`", "@p0")]
    [InlineData("Ünïcode 表", "$1")]
    public async Task Names_with_quotes_and_worse_are_only_names(string table, string column)
    {
        var (t, c) = (Quote(table), Quote(column));
        await RunAsync($"CREATE TABLE {t} (id integer PRIMARY KEY, owner bigint, {c} text); INSERT INTO {t} VALUES (1, 42, 'v'), (2, 7, 'w')");
        var source = Source($$"""
            "records": { #, "table": {{Json(table)}}, "key": "id", "where": { {{Json(column)}}: ["v", "w"] }, "person": ["id = T.id", "owner"],
              "fields": { {{Json(column)}}: "Value" } },
            "rest": { #, "table": {{Json(table)}}, "key": "id", "else": true, "unlinked": "Nothing.", "fields": { {{Json(column)}}: "Value" } }
            """.Replace("""["id = T.id", "owner"]""", $$"""[{ "from": "id", "table": {{Json(table)}}, "to": "id" }, "owner"]""", StringComparison.Ordinal));

        Assert.Equal(["v"], Assert.Single(await RowsAsync(source, "records")).Values);
        var reading = await OpenAsync(source);
        Assert.Equal("1", Assert.Single((await reading.PageAsync(new RowQuery(source.Map.Find("records")!, Person(), OthersData.Show), null, 5, None)).Rows).Key);
        Assert.NotNull((await source.ReadSchemaAsync(None)).Find(table)!.Find(column));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_an_error_and_no_text()
    {
        // SQLite takes an unknown name in double quotes for a text, unless it is told whose column it is.
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint); INSERT INTO records VALUES (1, 42)");
        var source = Source(""" "records": { #, "key": "id", "person": "owner", "fields": { "nothing": "Nothing" } } """);

        var error = await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(source, "records"));
        Assert.Equal(SourceFault.SchemaDiffers, error.Fault);
    }

    [Fact]
    public async Task A_name_with_a_nul_is_refused()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint)");
        var source = Source(""" "records": { #, "key": "id", "person": "owner", "fields": { "id": "Id" } } """);
        var hostile = source.Map.Find("records")! with { Table = "records\0" };
        var reading = await OpenAsync(source);

        await Assert.ThrowsAsync<ArgumentException>(() => reading.SummariseAsync(hostile, Person(), None));
    }

    [Fact]
    public async Task A_map_with_a_circle_of_via_that_was_never_checked_ends()
    {
        await RunAsync("CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE b (id integer PRIMARY KEY)");
        var source = Source("""
            "a": { #, "key": "id", "person": "id", "fields": { "id": { "type": "integer", "label": "Id" } } },
            "b": { #, "key": "id", "person": "id", "fields": { "id": { "type": "integer", "label": "Id" } } }
            """);
        var map = new Map { Categories = new Dictionary<string, Medbook.PrivacyPortal.Domain.Texts.LocalText>(), Sources = [source.Map with
        {
            Datasets = [Via("a", "b"), Via("b", "a")],
        }] };
        var live = Catalog(map, Connection).Find("clinic")!;
        var reading = await OpenAsync(live);

        Assert.Equal(0, (await reading.SummariseAsync(live.Map.Find("a")!, Person(), None)).Count);

        Dataset Via(string id, string other) => source.Map.Find(id)! with
        {
            People = [source.Map.Find(id)!.People[0] with
            {
                Paths = [new PersonPath { Via = other, Steps = [new PathStep(other, [new ColumnPair("id", "id")], Filter.None)] }],
            }],
        };
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    public sealed class OnSqlite() : HostileTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : HostileTests(Provider.PostgreSql);
}

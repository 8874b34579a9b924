using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class LiveSchemaTests(Provider provider) : SourceTests(provider)
{
    [Fact]
    public async Task Tables_views_columns_and_keys_are_described()
    {
        await RunAsync("""
            CREATE TABLE members (id integer PRIMARY KEY, email varchar(254) NOT NULL, name text, UNIQUE (email, name));
            CREATE TABLE tickets (member_id integer REFERENCES members ON DELETE CASCADE, nr integer NOT NULL, other integer REFERENCES members (id) ON DELETE SET NULL,
              total integer GENERATED ALWAYS AS (nr + 1) STORED, PRIMARY KEY (nr, member_id));
            CREATE UNIQUE INDEX one_each ON tickets (other) WHERE other IS NOT NULL;
            CREATE VIEW all_members AS SELECT id, email FROM members;
            """);

        var schema = await ReadAsync();

        Assert.Equal(["all_members", "members", "tickets"], schema.Tables.Select(t => t.Name).Order(StringComparer.Ordinal));
        var (members, tickets) = (schema.Find("members")!, schema.Find("tickets")!);
        Assert.True(schema.Find("all_members")!.IsView);
        Assert.False(members.IsView);
        Assert.Equal(["id", "email", "name"], members.Columns.Select(c => c.Name));
        Assert.Equal([false, false, true], members.Columns.Select(c => c.Nullable));
        Assert.Equal("integer", members.Find("id")!.Type);
        Assert.Equal(IsSqlite ? "varchar" : "character varying", members.Find("email")!.Type);
        Assert.Equal(IsSqlite ? null : 254, members.Find("email")!.MaxLength);
        Assert.Equal([false, false, false, true], tickets.Columns.Select(c => c.Generated));
        Assert.Equal(["nr", "member_id"], tickets.PrimaryKey);
        Assert.Equal(["email", "name"], Assert.Single(members.Uniques));
        Assert.Equal(["other"], Assert.Single(tickets.Uniques));

        var cascade = tickets.ForeignKeys.Single(f => f.Columns[0] == "member_id");
        Assert.Equal(("members", "id", LiveDeleteAction.Cascade), (cascade.ReferencedTable, cascade.ReferencedColumns.Single(), cascade.OnDelete));
        Assert.Equal(LiveDeleteAction.SetNull, tickets.ForeignKeys.Single(f => f.Columns[0] == "other").OnDelete);
    }

    [Fact]
    public async Task A_foreign_key_of_several_columns_keeps_their_order()
    {
        await RunAsync("""
            CREATE TABLE a (x integer, y text, PRIMARY KEY (y, x));
            CREATE TABLE b (p text, q integer, FOREIGN KEY (q, p) REFERENCES a (x, y));
            """);

        var key = Assert.Single((await ReadAsync()).Find("b")!.ForeignKeys);

        Assert.Equal(["q", "p"], key.Columns);
        Assert.Equal(["x", "y"], key.ReferencedColumns);
        Assert.Equal(LiveDeleteAction.Refuse, key.OnDelete);
    }

    [Fact]
    public async Task The_schema_is_read_anew_each_time()
    {
        await RunAsync("CREATE TABLE a (x integer)");
        var source = Source("");
        Assert.Single((await source.ReadSchemaAsync(None)).Tables);

        await RunAsync("CREATE TABLE b (x integer)");

        Assert.Equal(2, (await source.ReadSchemaAsync(None)).Tables.Count);
    }

    private async Task<LiveSchema> ReadAsync() => await Source("").ReadSchemaAsync(None);

    public sealed class OnSqlite() : LiveSchemaTests(Provider.Sqlite)
    {
        [Fact]
        public async Task The_engines_own_tables_are_left_out_and_virtual_ones_are_not()
        {
            await RunAsync("CREATE TABLE a (id integer PRIMARY KEY AUTOINCREMENT); CREATE VIRTUAL TABLE search USING fts5(body)");

            var names = (await ReadAsync()).Tables.Select(t => t.Name).ToList();

            Assert.Contains("search", names);
            Assert.Contains("search_content", names);
            Assert.DoesNotContain(names, name => name.StartsWith("sqlite_", StringComparison.Ordinal));
        }

        [Fact]
        public async Task What_sqlite_takes_from_the_old_days_is_described_as_it_is()
        {
            await RunAsync("CREATE TABLE a (code text PRIMARY KEY, loose, size VARCHAR (9)); CREATE TABLE b (code text PRIMARY KEY) WITHOUT ROWID; CREATE TABLE c (a_code REFERENCES A)");

            var schema = await ReadAsync();

            Assert.Equal([("code", "text", true), ("loose", "", true), ("size", "varchar", true)], schema.Find("a")!.Columns.Select(c => (c.Name, c.Type, c.Nullable)));
            Assert.False(schema.Find("b")!.Find("code")!.Nullable);
            Assert.Equal(("a", "code"), (schema.Find("c")!.ForeignKeys[0].ReferencedTable, schema.Find("c")!.ForeignKeys[0].ReferencedColumns[0]));
        }
    }

    public sealed class OnPostgreSql() : LiveSchemaTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task Tables_of_other_schemas_carry_its_name_and_partitions_are_part_of_their_table()
        {
            await RunAsync("""
                CREATE SCHEMA desk; CREATE TABLE desk.tickets (id integer); CREATE TABLE "a.b" (id integer);
                CREATE TABLE parts (id integer, at date) PARTITION BY RANGE (at); CREATE TABLE parts_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                CREATE MATERIALIZED VIEW summary AS SELECT 1 AS one;
                """);

            var schema = await ReadAsync();

            Assert.Equal(["desk.tickets", "parts", "public.a.b", "summary"], schema.Tables.Select(t => t.Name).Order(StringComparer.Ordinal));
            Assert.True(schema.Find("summary")!.IsView);
        }

        [Fact]
        public async Task A_domain_is_described_as_what_it_is_made_of()
        {
            await RunAsync("CREATE DOMAIN code AS varchar(7) NOT NULL; CREATE TYPE mood AS ENUM ('happy'); CREATE TABLE a (c code, m mood, t timestamptz, n numeric(9,2))");

            Assert.Equal(
                [("c", "character varying", false, 7), ("m", "mood", true, null), ("t", "timestamp with time zone", true, null), ("n", "numeric", true, (int?)null)],
                (await ReadAsync()).Find("a")!.Columns.Select(c => (c.Name, c.Type, c.Nullable, c.MaxLength)));
        }
    }
}

using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;
using Medbook.PrivacyPortal.DataMap.Sources.Sqlite;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class FaultTests(Provider provider) : SourceTests(provider)
{
    protected const string Records = """ "records": { #, "key": "id", "person": "owner", "fields": { "text": "Text" } } """;

    protected const string Fill = "CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text);"
        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        + " INSERT INTO records SELECT i, 42, 'some-canary ' || i || '                                                                                                   ' FROM n";

    [Fact]
    public async Task Nothing_can_be_written_through_a_reading()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text)");
        await using SourceEngine engine = IsSqlite ? new SqliteEngine(Connection) : new PostgreSqlEngine(Connection);
        foreach (var sql in new[] { "INSERT INTO records VALUES (1, 42, 'x')", "CREATE TABLE t (x integer)", "DROP TABLE records" })
        {
            await using var connection = await engine.OpenAsync(None);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync());
        }
    }

    [Fact]
    public async Task A_source_without_a_connection_string_is_not_configured()
    {
        var source = Source(Records, connection: " ");

        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.OpenAsync(None));
        Assert.Equal((SourceFault.NotConfigured, SourceFault.NotConfigured), (error.Fault, source.Fault));
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_not_quoted()
    {
        var source = Source(Records, connection: "Password=canary;Nonsense");

        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.OpenAsync(None));
        Assert.Equal(SourceFault.NotConfigured, error.Fault);
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task A_provider_nobody_knows_is_named_and_fails_nothing_else()
    {
        var map = MapLoader.ReadText("datamap.json", """{ "sources": { "clinic": { "provider": "oracle", "datasets": {} } } }""", "sqlite").Map!;
        var catalog = Catalog(map, Connection);

        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => catalog.Find("clinic")!.OpenAsync(None));
        Assert.Equal(SourceFault.UnknownProvider, error.Fault);
        Assert.Equal(["clinic", "portal"], catalog.All.Select(s => s.Name));
    }

    [Fact]
    public async Task A_source_that_comes_back_is_read_again()
    {
        var missing = IsSqlite ? Connection.Replace("source.db", "later.db", StringComparison.Ordinal) : Connection.Replace("=t", "=later_t", StringComparison.Ordinal);
        var source = Source(Records, connection: missing);
        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.OpenAsync(None));
        Assert.Equal(SourceFault.Missing, error.Fault);

        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text)");
        if (IsSqlite) File.Copy(FileOf(Connection), FileOf(missing));
        else await RunAsync($"CREATE DATABASE {PostgresServer.NameIn(missing)}");

        await using (await source.OpenAsync(None)) Assert.Null(source.Fault);
        await source.DisposeAsync();
        if (!IsSqlite) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(missing);
    }

    [Fact]
    public async Task A_table_that_changed_since_is_read_as_it_is_now()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint)");
        var source = Source(Records);
        await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(source, "records"));

        await RunAsync("ALTER TABLE records ADD COLUMN text text; INSERT INTO records VALUES (1, 42, 'x')");

        Assert.Equal("x", Assert.Single(await RowsAsync(source, "records")).Values[0]);
    }

    protected static string FileOf(string connection) => connection.Split("Data Source=")[1].Split(';')[0];

    /// <summary>Reads until something happens to the source, which is done after the first rows.</summary>
    protected static async Task<SourceFailedException> FailsMidwayAsync(LiveSource source, Func<Task> happens)
    {
        await using var reading = await source.OpenAsync(None);
        var rows = 0;
        var error = await Assert.ThrowsAsync<SourceFailedException>(async () =>
        {
            await foreach (var _ in reading.StreamAsync(new RowQuery(source.Map.Find("records")!, Person(), OthersData.Show), None))
            {
                if (rows++ == 5) await happens();
            }
        });
        Assert.InRange(rows, 6, 19999);
        Assert.DoesNotContain("canary", error.ToString());
        // Whoever goes on with the next dataset of the same reading gets an answer of the same kind, or rows.
        if (error.Fault == SourceFault.BrokeOff)
        {
            await Assert.ThrowsAsync<SourceFailedException>(() => reading.SummariseAsync(source.Map.Find("records")!, Person(), None));
        }
        return error;
    }

    public sealed class OnSqlite() : FaultTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_file_that_another_process_holds_is_locked()
        {
            await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text)");
            await using var other = await ConnectAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            await command.ExecuteNonQueryAsync();

            var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => Source(Records, connection: Connection + ";Default Timeout=1").OpenAsync(None));
            Assert.Equal(SourceFault.Locked, error.Fault);
        }

        [Fact]
        public async Task A_file_that_is_no_database_is_damaged()
        {
            await File.WriteAllTextAsync(FileOf(Connection), "This is some text that somebody put in the place of the database, by mistake.");

            var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => Source(Records).OpenAsync(None));
            Assert.Equal(SourceFault.Damaged, error.Fault);
        }

        [Fact]
        public async Task A_file_that_is_damaged_in_the_middle_fails_half_way()
        {
            await RunAsync(Fill);
            await using (var file = File.OpenWrite(FileOf(Connection)))
            {
                file.Position = file.Length / 2;
                file.Write(new byte[64 * 1024]);
            }

            var error = await FailsMidwayAsync(Source(Records), () => Task.CompletedTask);
            Assert.Equal(SourceFault.Damaged, error.Fault);
        }

        [Fact]
        public async Task Reading_does_not_create_a_file()
        {
            await Assert.ThrowsAsync<SourceUnavailableException>(() => Source(Records).OpenAsync(None));

            Assert.False(File.Exists(FileOf(Connection)));
        }
    }

    public sealed class OnPostgreSql() : FaultTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task A_server_nobody_answers_at_is_unreachable()
        {
            var error = await Assert.ThrowsAsync<SourceUnavailableException>(() =>
                Source(Records, connection: "Host=127.0.0.1;Port=1;Username=portal;Password=canary;Database=x").OpenAsync(None));

            Assert.Equal(SourceFault.Unreachable, error.Fault);
            Assert.DoesNotContain("canary", error.ToString());
        }

        [Fact]
        public async Task A_connection_that_dies_fails_half_way()
        {
            await RunAsync(Fill);
            var source = Source(Records);

            var error = await FailsMidwayAsync(source, () =>
                RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));

            Assert.Equal(SourceFault.BrokeOff, error.Fault);
            Assert.Equal(20000, (await RowsAsync(source, "records")).Count);
        }

        [Fact]
        public async Task A_table_the_role_may_not_read_is_refused_and_named_in_the_schema()
        {
            await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text); DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN");
            var source = Source(Records, connection: Connection.Replace("Username=portal", "Username=reader", StringComparison.Ordinal));

            var error = await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(source, "records"));
            Assert.Equal(SourceFault.Refused, error.Fault);
            Assert.NotNull((await source.ReadSchemaAsync(None)).Find("records"));
            await source.DisposeAsync();
        }

        [Fact]
        public async Task A_table_that_somebody_holds_is_locked()
        {
            await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, owner bigint, text text)");
            await using var other = await ConnectAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN; LOCK TABLE records";
            await command.ExecuteNonQueryAsync();

            var error = await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(Source(Records, connection: Connection + ";Options=-c lock_timeout=200"), "records"));
            Assert.Equal(SourceFault.Locked, error.Fault);
        }
    }
}

using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>A source that refuses, is held by others, or drifted; and what is left of erased bytes.</summary>
public abstract class EraseFaultTests(Provider provider) : ErasingTests(provider)
{
    private const string Notes = """ "notes": { #, "key": "id", "person": "member_id", "fields": { "body": "B" } } """;
    private const string NotesTable = "CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, body text);";

    [Fact]
    public async Task A_source_that_drifted_is_not_opened_for_erasing()
    {
        await RunAsync(NotesTable);
        var source = Source(Notes);
        source.RecordDrift(["clinic: notes: something differs"]);

        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.OpenForErasureAsync(None));
        Assert.Equal(SourceFault.SchemaDiffers, error.Fault);

        source.RecordDrift([]);
        await using (await source.OpenForErasureAsync(None)) Assert.Null(source.Fault);
    }

    [Fact]
    public async Task A_constraint_that_refuses_is_a_fault_of_its_own_and_leaves_the_whole_batch()
    {
        await RunAsync("""
            CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, body text CHECK (body <> '-' OR id < 3));
            INSERT INTO notes VALUES (1, 42, 'a'), (2, 42, 'b'), (3, 42, 'some-canary');
            """);
        var source = Source("""
            "notes": { #, "key": "id", "person": "member_id", "erasure": { "mask": "-" }, "fields": { "member_id": { "type": "integer", "label": "M", "erasure": "null" }, "body": "B" } }
            """);

        var error = await Assert.ThrowsAsync<SourceFailedException>(() => EraseAsync(source, "notes", "1", "2", "3"));

        Assert.Equal(SourceFault.ConstraintRefuses, error.Fault);
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Equal(["1|42|a", "2|42|b", "3|42|some-canary"], await TableAsync("notes"));
    }

    [Fact]
    public async Task After_a_batch_that_failed_the_same_erasing_goes_on()
    {
        await RunAsync("CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, body text CHECK (body <> '-' OR id < 3)); INSERT INTO notes VALUES (1, 42, 'a'), (3, 42, 'c')");
        var source = Source("""
            "notes": { #, "key": "id", "person": "member_id", "erasure": { "mask": "-" }, "fields": { "member_id": { "type": "integer", "label": "M", "erasure": "null" }, "body": "B" } }
            """);
        await using var erasing = await source.OpenForErasureAsync(None);
        await Assert.ThrowsAsync<SourceFailedException>(() => erasing.EraseAsync(source.Map.Find("notes")!, Person(), ["3"], None));

        Assert.Equal([new("1", RowOutcome.Changed)], await erasing.EraseAsync(source.Map.Find("notes")!, Person(), ["1"], None));
    }

    [Fact]
    public async Task A_table_that_changed_since_it_was_opened_is_a_fault_and_opens_anew()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a')");
        var source = Source(Notes);
        await using (var erasing = await source.OpenForErasureAsync(None))
        {
            await RunAsync("ALTER TABLE notes RENAME COLUMN member_id TO owner");
            var error = await Assert.ThrowsAsync<SourceFailedException>(() => erasing.EraseAsync(source.Map.Find("notes")!, Person(), ["1"], None));
            Assert.Equal(SourceFault.SchemaDiffers, error.Fault);
        }

        await RunAsync("ALTER TABLE notes RENAME COLUMN owner TO member_id");
        Assert.Equal("1:Deleted", await EraseAsync(source, "notes", "1"));
    }

    [Fact]
    public async Task A_row_that_another_transaction_holds_is_waited_for_and_then_a_fault()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a')");
        await using var other = await ConnectAsync();
        await using var command = other.CreateCommand();
        command.CommandText = $"{(IsSqlite ? "BEGIN IMMEDIATE" : "BEGIN")}; UPDATE notes SET body = 'b' WHERE id = 1";
        await command.ExecuteNonQueryAsync();
        var source = Source(Notes, connection: IsSqlite ? Connection : Connection + ";Options=-c lock_timeout=200");

        var error = await Assert.ThrowsAsync<SourceFailedException>(() => EraseAsync(source, "notes", "1"));
        Assert.Equal(SourceFault.Locked, error.Fault);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("delete")]
    public async Task A_row_that_becomes_somebody_elses_while_it_is_waited_for_is_left_alone(string erasure)
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a'), (2, 42, 'b')");
        await using var other = await ConnectAsync();
        await using var command = other.CreateCommand();
        command.CommandText = $"{(IsSqlite ? "BEGIN IMMEDIATE" : "BEGIN")}; UPDATE notes SET member_id = 7 WHERE id = 1";
        await command.ExecuteNonQueryAsync();
        var source = Source($$"""
            "notes": { #, "key": "id", "person": "member_id", "erasure": "{{erasure}}", "fields": { "member_id": { "type": "integer", "label": "M" }, "body": "B" } }
            """);

        var erasing = EraseAsync(source, "notes", "1", "2");
        command.CommandText = "COMMIT";
        await command.ExecuteNonQueryAsync();

        Assert.Equal($"1:Gone 2:{(erasure == "null" ? "Changed" : "Deleted")}", await erasing);
        Assert.Equal("1|7|a", (await TableAsync("notes"))[0]);
    }

    public sealed class OnSqlite() : EraseFaultTests(Provider.Sqlite)
    {
        private string File => Connection.Split("Data Source=")[1].Split(';')[0];

        [Theory]
        [InlineData("delete")]
        [InlineData("wal")]
        public async Task No_byte_of_an_erased_value_is_left_in_the_file_or_beside_it(string journal)
        {
            await RunAsync($"PRAGMA journal_mode = {journal}; {NotesTable} CREATE INDEX bodies ON notes (body);"
                + "INSERT INTO notes VALUES (1, 42, 'some-canary' || hex(zeroblob(5000))), (2, 42, 'short-canary'), (3, 7, 'other')");
            Assert.NotEqual(0, Hits());
            var source = Source(Notes);

            await using (var erasing = await source.OpenForErasureAsync(None))
            {
                await erasing.EraseAsync(source.Map.Find("notes")!, Person(), ["1", "2"], None);
                Assert.True(await erasing.FlushAsync(None));
                Assert.Equal(0, Hits());
            }

            Assert.Equal(0, Hits());
        }

        [Fact]
        public async Task A_long_reader_holds_the_last_bytes_back_and_is_told()
        {
            await RunAsync($"PRAGMA journal_mode = wal; {NotesTable} INSERT INTO notes VALUES (1, 42, 'some-canary')");
            var source = Source(Notes);
            await using var reading = await source.OpenAsync(None);
            await using var erasing = await source.OpenForErasureAsync(None);
            await erasing.EraseAsync(source.Map.Find("notes")!, Person(), ["1"], None);

            Assert.False(await erasing.FlushAsync(None));
            await reading.DisposeAsync();
            Assert.True(await erasing.FlushAsync(None));
            Assert.Equal(0, Hits());
        }

        [Fact]
        public async Task A_source_that_may_only_be_read_refuses()
        {
            await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a')");

            var error = await Assert.ThrowsAsync<SourceFailedException>(() => EraseAsync(Source(Notes, connection: Connection + ";Mode=ReadOnly"), "notes", "1"));
            Assert.Equal(SourceFault.Refused, error.Fault);
        }

        [Fact]
        public async Task Erasing_does_not_create_a_file()
        {
            await Assert.ThrowsAsync<SourceUnavailableException>(() => Source(Notes).OpenForErasureAsync(None));

            Assert.False(System.IO.File.Exists(File));
        }

        // How often "canary" stands in the database, its log and its journal, in raw bytes.
        private int Hits() => Directory.GetFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*").Sum(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            file.CopyTo(memory);
            return Encoding.Latin1.GetString(memory.ToArray()).Split("canary").Length - 1;
        });
    }

    public sealed class OnPostgreSql() : EraseFaultTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task A_role_that_may_only_read_is_refused()
        {
            await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a'); DROP ROLE IF EXISTS only_reader; CREATE ROLE only_reader LOGIN; GRANT SELECT ON notes TO only_reader");
            var source = Source(Notes, connection: Connection.Replace("Username=portal", "Username=only_reader", StringComparison.Ordinal));

            var error = await Assert.ThrowsAsync<SourceFailedException>(() => EraseAsync(source, "notes", "1"));
            Assert.Equal(SourceFault.Refused, error.Fault);
            await source.DisposeAsync();
            await RunAsync("DROP OWNED BY only_reader; DROP ROLE only_reader");
        }

        [Fact]
        public async Task There_is_nothing_to_flush()
        {
            Assert.True(await WithAsync(Source(Notes), erasing => erasing.FlushAsync(None)));
        }
    }
}

using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>A source is locked, or dies while its rows are copied.</summary>
public abstract class FailingSourceTests(Provider provider) : CopyFaultTests(provider)
{
    // Longer than what the engines keep in memory ahead of the reader.
    private const int Lines = 8_000;

    /// <summary>Ada's log lines are half copied when something happens to the clinic.</summary>
    protected async Task<Guid> MakeWhileAsync(Func<Task> happens)
    {
        await AddLogsAsync(Lines, new string('x', 180));
        Log.Once("dataset clinic/logs at ", happens);
        var id = await MadeAsync();
        Log.OnLine = null;
        return id;
    }

    /// <summary>The lines that were read before are in the copy, each of them whole; of the others it says that they are missing.</summary>
    protected async Task AssertBrokenOffAsync(Guid id)
    {
        var copy = await AssertPartialAsync(id, "logs", ": Log lines");
        var rows = copy.Fingerprints.Single(print => print is { Source: "clinic", Dataset: "logs" }).Rows;
        Assert.InRange(rows, 500, Lines);
        Assert.Equal(1, copy.Fingerprints.Single(print => print.Dataset == "members").Rows);

        await using var opened = (await Get<OpenCopy>().RunAsync(Ada, id, None)).Value!;
        await using var zip = new ZipArchive(opened.Content, ZipArchiveMode.Read, leaveOpen: true);
        await using var json = await zip.GetEntry("data/clinic/logs.json")!.OpenAsync();
        var lines = await JsonSerializer.DeserializeAsync<List<JsonElement>>(json);
        Assert.Equal(rows, lines!.Count);
        Assert.All(lines.Skip(1), line => Assert.EndsWith($"xxx {line.GetProperty("id").GetInt64() - 1_000_000}", line.GetProperty("line").GetString(), StringComparison.Ordinal));
        Assert.Null(zip.GetEntry("data/clinic/logs.csv"));
    }

    /// <summary>Somebody else holds the clinic, or a part of it, until what is returned is disposed.</summary>
    protected async Task<DbConnection> HoldAsync(string sql)
    {
        DbConnection connection = Database.Provider == Provider.Sqlite ? new SqliteConnection(Clinic) : new NpgsqlConnection(Clinic);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public sealed class OnSqlite() : FailingSourceTests(Provider.Sqlite)
    {
        private string File => Path.Combine(ClinicFolder, "clinic.db");

        [Fact]
        public async Task A_source_that_another_process_holds_is_not_waited_for_without_end_and_the_copy_says_that_it_is_missing()
        {
            await using (await HoldAsync("BEGIN EXCLUSIVE"))
            {
                var copy = await AssertPartialAsync(await MadeAsync(), null, "clinic");
                Assert.Equal("Locked", copy.Missing.Single().Fault);
            }
            await AssertMadeAgainAsync();
        }

        [Fact]
        public async Task A_source_that_is_cut_while_it_is_read_leaves_whole_rows()
        {
            var whole = Path.Combine(ClinicFolder, "whole.db");
            var id = await MakeWhileAsync(() =>
            {
                System.IO.File.Copy(File, whole);
                using var file = System.IO.File.OpenWrite(File);
                // Between two pages: of half a page SQLite makes a whole one, with zeros.
                file.SetLength(file.Length / 2 / 4096 * 4096);
                return Task.CompletedTask;
            });

            await AssertBrokenOffAsync(id);
            System.IO.File.Move(whole, File, overwrite: true);
            await AssertMadeAgainAsync();
        }

        [Fact]
        public async Task A_source_that_is_replaced_while_it_is_read_is_copied_as_it_was()
        {
            var id = await MakeWhileAsync(async () =>
            {
                var other = Path.Combine(ClinicFolder, "other.db");
                System.IO.File.Copy(File, other);
                await using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
                {
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText = "DELETE FROM logs";
                    await command.ExecuteNonQueryAsync();
                }
                System.IO.File.Move(other, File, overwrite: true);
            });

            var copy = await AssertMadeOnceAsync(id);
            Assert.Equal(CopyStatus.Complete, copy.Completeness);
            Assert.Equal(8_001, copy.Fingerprints.Single(print => print.Dataset == "logs").Rows);
        }
    }

    public sealed class OnPostgreSql() : FailingSourceTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task A_table_that_somebody_holds_is_not_waited_for_without_end_and_the_copy_says_that_it_is_missing()
        {
            await using (await HoldAsync("BEGIN; LOCK TABLE visits IN ACCESS EXCLUSIVE MODE"))
            {
                var copy = await AssertPartialAsync(await MadeAsync(), "visits", ": Your visits");
                Assert.Equal("Locked", copy.Missing.Single().Fault);
                Assert.Equal(1, copy.Fingerprints.Single(print => print.Dataset == "logs").Rows);
            }
            await AssertMadeAgainAsync();
        }

        [Fact]
        public async Task A_server_that_ends_its_connections_while_rows_are_read_leaves_whole_rows()
        {
            var id = await MakeWhileAsync(() => RunInClinicAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));

            await AssertBrokenOffAsync(id);
            await AssertMadeAgainAsync();
        }
    }
}

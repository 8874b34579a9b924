using System.Diagnostics;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Infrastructure.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// What a person has in a source never touches the portal's disks in clear: not in the vault, not in a temporary folder, not
/// in the portal's database and its logs. The words looked for stand only in the source, which lies elsewhere.
/// </summary>
public abstract class ClearBytesTests(Provider provider) : CopyFaultTests(provider, Provider.Sqlite)
{
    private readonly string name = Word(), line = Word(), note = Word(), doctor = Word();

    private string[] Words => [name, line, note, doctor];

    private string VaultFolder => Path.Combine(Database.Folder, "vault");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync($"UPDATE members SET name = '{name}' WHERE id = 1; UPDATE visits SET note = '{note}', doctor = '{doctor}' WHERE id = 1");
        await AddLogsAsync(2000, line);
    }

    [Fact]
    public async Task Nothing_of_a_copy_is_found_in_clear_at_any_moment_of_its_making_nor_afterwards()
    {
        var id = await AskAsync();
        var (moments, most) = (0, 0L);
        await using (var worker = Start(Order(WorkerAct.MakeCopies) with { StopsEverywhere = true }))
        {
            for (; await worker.NextAsync() is { } at; moments++)
            {
                var found = Find();
                Assert.True(found.Count == 0, $"At {at}: {string.Join(", ", found)}");
                most = Math.Max(most, Directory.EnumerateFiles(Directory.CreateDirectory(VaultFolder).FullName, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
                worker.GoOn();
            }
        }
        // Much of the copy was on the disk when it was looked at.
        Assert.InRange(moments, 40, int.MaxValue);
        Assert.InRange(most, 200_000, long.MaxValue);

        await AssertMadeOnceAsync(id);
        await FlushAsync();
        Assert.Empty(Find());
        Assert.Empty(ClearBytes.Find(await DatabaseFoldersAsync(), Words));
    }

    [Fact]
    public async Task With_encryption_switched_off_the_same_search_finds_it()
    {
        var plain = Path.Combine(Directory.CreateDirectory(VaultFolder).FullName, "plain");
        await using (var file = File.Create(plain)) await WriteAsync(file);

        // The two that a copy holds; what is about others is not in it at all.
        Assert.Equal(new[] { (plain, name), (plain, line) }.Order(), Find().Order());
    }

    private List<(string File, string Word)> Find() => ClearBytes.Find([Database.Folder, Database.Folder + "-keys", Temporary], Words);

    // The same that a run does, with a file in the place of the vault.
    private async Task WriteAsync(Stream target)
    {
        await using var db = await OpenAsync();
        var person = await PersonInSource.AllOfAsync(db, Get<SourceCatalog>(), Ada.Subject!.Value, None);
        var register = (await Get<ReadRegister>().RunAsync(Actor.Portal, None)).Value!;
        var order = new CopyOrder(CopyKind.Access, person, register, Reviewed: false, Now) { Compression = System.IO.Compression.CompressionLevel.NoCompression };
        await Get<CopyWriter>().WriteAsync(order, target, None);
    }

    private protected virtual Task FlushAsync() => Task.CompletedTask;

    /// <summary>Where the database keeps its files, where that is not in the portal's folder.</summary>
    private protected virtual Task<string[]> DatabaseFoldersAsync() => Task.FromResult<string[]>([]);

    private static string Word() => $"canary{Guid.NewGuid():n}";

    public sealed class OnSqlite() : ClearBytesTests(Provider.Sqlite)
    {
        [Fact]
        public async Task The_running_portal_with_its_jobs_and_their_store_leaves_nothing_in_clear_either()
        {
            var id = await AskAsync();
            using var portal = Portal();
            var (waited, found) = (Stopwatch.StartNew(), new List<(string File, string Word)>());
            var served = await portal.RunAndKillAsync(
                async () =>
                {
                    found.AddRange(Find());
                    return (await RowAsync(id)).State == CopyState.Ready || waited.Elapsed > TimeSpan.FromMinutes(2);
                },
                "serve");

            Assert.True(served, "The portal did not start.");
            var copy = await RowAsync(id);
            Assert.Equal((CopyState.Ready, CopyStatus.Complete), (copy.State, copy.Completeness));
            Assert.True(new FileInfo(Path.Combine(Database.Folder, "jobs.db")).Length > 0);
            Assert.Empty(found.Concat(Find()));
        }

        [Fact]
        public async Task What_is_written_into_the_vault_by_hand_is_not_found_either_and_beside_it_is()
        {
            var word = Word();
            using var disk = new VaultOnDisk();
            var file = await disk.Vault.NewFileAsync(Guid.NewGuid(), None);
            await using (var writer = await disk.Vault.OpenWriteAsync(file, None))
            {
                for (var i = 0; i < 20; i++)
                {
                    await writer.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, 300))));
                    Assert.Empty(ClearBytes.Find([disk.VaultFolder], [word]));
                }
                await writer.CompleteAsync(None);
            }
            Assert.Empty(ClearBytes.Find([disk.VaultFolder], [word]));

            var beside = Path.Combine(disk.VaultFolder, "beside");
            await File.WriteAllTextAsync(beside, $"some {word} text");
            Assert.Equal([(beside, word)], ClearBytes.Find([disk.VaultFolder], [word]));
        }
    }

    public sealed class OnPostgreSql() : ClearBytesTests(Provider.PostgreSql)
    {
        private protected override async Task FlushAsync() => await AskServerAsync("CHECKPOINT");

        private protected override async Task<string[]> DatabaseFoldersAsync()
        {
            var server = await PostgresServer.SharedAsync();
            var database = Path.Combine(server.DataFolder, "base", $"{await AskServerAsync("SELECT oid FROM pg_database WHERE datname = current_database()")}");
            Assert.NotEmpty(Directory.EnumerateFiles(database));
            return [database, Path.Combine(server.DataFolder, "pg_wal")];
        }

        private async Task<object?> AskServerAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(Database.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }
}

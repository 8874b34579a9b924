using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Replay;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Backups;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Faults;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>A word that nobody else would write, wherever one person may leave a text: before their account closes it is everywhere, afterwards nowhere.</summary>
public abstract class CanaryTests(Provider provider) : ClosingTests(provider)
{
    private const string Canary = "zilverkanarie7f3a";

    // For the whole run: other tests may have begun to use it, too.
    private static readonly Lazy<string> Temporary = new(() =>
    {
        var folder = TestFolders.Create("temporary");
        Environment.SetEnvironmentVariable("TMPDIR", folder);
        return folder;
    });

    private readonly string backups = TestFolders.Create("backups");
    private readonly LogHook log = new();

    protected override string FourEyesFrom => "1000";

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [.. base.MoreSettings, new("Backup:Folder", backups), new("Backup:KeepDays", "30")];

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLocalization().AddSingleton<SourceReplay>().AddSingleton<ILedgerReplay>(provider => provider.GetRequiredService<SourceReplay>());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TestFolders.Delete(backups);
    }

    [Fact]
    public async Task Of_somebody_who_closed_their_account_no_word_is_left_and_none_comes_back()
    {
        if (OperatingSystem.IsLinux()) Assert.Equal(Temporary.Value, Path.TrimEndingDirectorySeparator(Path.GetTempPath()));
        var (person, closing) = await AskedAsync();
        var (file, request) = await LeaveWordsAsync(person);
        await BeginItAsync();
        await using (var db = await OpenAsync()) await new PlantedWords(db, Canary, person, request, Now).PlantAsync(file);
        await AssertIsEverywhereAsync(person, file);
        var before = await BackUpAsync();

        await CarryOutClosingAsync(closing);

        await AssertIsNowhereAsync();
        Assert.DoesNotContain(log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase) || line.Contains(Address, StringComparison.OrdinalIgnoreCase));
        var certificate = (await PlanAsync(closing)).Certificate!;
        Assert.Contains(Database.Provider == Provider.Sqlite ? "\"bytesGone\": true" : "\"bytesGone\": null", certificate, StringComparison.Ordinal);
        Assert.Contains(before, certificate, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, certificate, StringComparison.Ordinal);
        // Of what was backed up since, and of what was backed up before, once the ledger was replayed.
        foreach (var backup in new[] { await BackUpAsync(), before }) await AssertRestoresWithoutAsync(backup);

        await ComeBackInTheClinicAsync();
        var replayed = (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), "clinic", Now.AddDays(-20), None)).Value!;
        Assert.Equal((true, 0), (replayed.Destroyed > 0, replayed.Left));
        await AssertIsNowhereAsync();
    }

    [Fact]
    public async Task Somebody_who_registers_again_is_untouched_by_a_replay()
    {
        var (_, closing) = await BegunAsync();
        await CarryOutClosingAsync(closing);
        var again = await AddPersonAsync(Address);
        await RunInClinicAsync($"INSERT INTO members VALUES (7, '{Address}'); INSERT INTO visits VALUES (70, 7, 'again')");

        foreach (var source in new[] { "clinic", Map.PortalSource, Destruction.Vault })
        {
            Assert.Equal(new LedgerReplayed(0, 0), (await Get<ReplayLedger>().RunAsync(TestActors.Operator(), source, Now.AddYears(-1), None)).Value);
        }

        Assert.True(await ReadAsync(db => db.Users.AnyAsync(user => user.Id == again.Id)));
        Assert.Contains("visits: 70, 7, again", await HeldAsync());
    }

    /// <returns>A file of theirs in the vault, and a request.</returns>
    private async Task<(Guid File, Guid Request)> LeaveWordsAsync(Actor person)
    {
        await RunInClinicAsync($"""
            UPDATE visits SET text = 'visit {Canary}' WHERE member_id = 1;
            UPDATE notes SET text = 'note {Canary}' WHERE visit_id = 1;
            UPDATE invoices SET name = 'invoice {Canary}' WHERE member_id = 1
            """);
        var request = await SubmitAsync(person, RequestKind.Access, words: $"words {Canary}");
        Assert.Null((await Get<ReplyToCase>().RunAsync(person, request.Request, Guid.CreateVersion7(), $"reply {Canary}", None)).Problem);
        Assert.Null((await GrantAsync(request.Request, $"letter {Canary}")).Problem);
        var asked = await Get<AskForCopy>().RunAsync(person, CopyKind.Access, None);
        Assert.Null(asked.Problem);
        Assert.True((await Get<MakeCopy>().RunAsync(Actor.Portal, None)).Value);
        await using (var copy = (await Get<OpenCopy>().RunAsync(person, asked.Value, None)).Value!.Content)
        {
            Assert.Contains(Canary, await WordsOfAsync(copy), StringComparison.Ordinal);
        }

        var file = await Get<FileVault>().NewFileAsync(person.Subject!.Value.Value, None);
        await using (var content = await Get<FileVault>().OpenWriteAsync(file, None))
        {
            await content.WriteAsync(Encoding.UTF8.GetBytes($"upload {Canary}"));
            await content.CompleteAsync(None);
        }
        await using var db = await OpenAsync();
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
        return (file.Id, request.Request);
    }

    private async Task BeginItAsync()
    {
        Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await BeginAsync());
        await SendMailsAsync();
    }

    private async Task CarryOutClosingAsync(Guid closing)
    {
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, closing, None)).Problem);
        Assert.Null((await ApproveAsync(closing)).Problem);
        Assert.True(await CarryOutAsync());
        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(closing)).State);
        Assert.True((await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).IsOk);
    }

    private async Task AssertIsEverywhereAsync(Actor person, Guid file)
    {
        Assert.Equal(["invoices.name", "members.email", "notes.text", "visits.text"], await ColumnsWithWordsAsync(Clinic));
        Assert.Superset(WordColumns.Holding.Keys.ToHashSet(), (await ColumnsWithWordsAsync(Database.ConnectionString)).ToHashSet());
        Assert.Contains((Guid?)file, Get<FileVault>().StoredIds());
        Assert.True(await ReadAsync(db => db.Copies.AnyAsync(copy => copy.Subject == person.Subject)));
        if (Database.Provider == Provider.Sqlite) Assert.Equal(["clinic.db", "portal.db"], FilesWithWords(Database.Folder).Select(name => name.Replace("-wal", "", StringComparison.Ordinal)).Distinct().Order());
    }

    private async Task AssertIsNowhereAsync()
    {
        // What the law keeps of an invoice names nobody.
        Assert.Empty(await ColumnsWithWordsAsync(Clinic));
        Assert.Empty(await ColumnsWithWordsAsync(Database.ConnectionString));
        Assert.Empty(Get<FileVault>().StoredIds());
        Assert.Empty(FilesWithWords(Database.Folder, Database.Folder + "-keys", Database.Folder + "-ledger"));
        // Other tests may use the folder, and the address; nobody else writes the word.
        Assert.Empty(ClearBytes.Find([Temporary.Value], [Canary]));
    }

    private async Task<string> BackUpAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(5));
        var made = await Get<MakeBackup>().RunAsync(TestActors.Operator(), null, _ => { }, None);
        Assert.Null(made.Problem);
        return made.Value!.Manifest.Name;
    }

    // On a new machine, with the same keys, ledger and backups.
    private async Task AssertRestoresWithoutAsync(string backup)
    {
        var folder = TestFolders.Create("machine");
        var server = Database.Provider == Provider.PostgreSql ? await PostgresServer.SharedAsync() : null;
        var connection = server is null ? $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False" : await server.CreateDatabaseAsync();
        var settings = Database.Settings([.. MoreSettings, new("DataFolder", folder), new("ConnectionStrings:Portal", connection)]);
        await File.WriteAllTextAsync(settings.MapPath!, MapJson);
        await using (var machine = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(settings)
            .AddPersistence(settings).AddVault().AddOperations().AddDataMap(settings).BuildServiceProvider(validateScopes: true))
        await using (var scope = machine.CreateAsyncScope())
        {
            var restored = await scope.ServiceProvider.GetRequiredService<RestoreBackup>().RunAsync(TestActors.Operator(), backup, force: false, _ => { }, None);
            Assert.Null(restored.Problem);
            Assert.Empty(await ColumnsWithWordsAsync(connection));
            Assert.Empty(machine.GetRequiredService<FileVault>().StoredIds());
        }
        SqliteConnection.ClearAllPools();
        Assert.Empty(FilesWithWords(folder));
        if (server is not null) await server.DropDatabaseAsync(connection);
        TestFolders.Delete(folder);
    }

    // As if its operator had put back the rows of an older backup.
    private Task ComeBackInTheClinicAsync() => RunInClinicAsync($"""
        INSERT INTO members VALUES (1, '{Address}');
        INSERT INTO visits VALUES (1, 1, 'visit {Canary}'), (2, 1, 'visit {Canary}');
        INSERT INTO notes VALUES (1, 1, 'note {Canary}');
        UPDATE invoices SET member_id = 1, name = 'invoice {Canary}' WHERE id = 1
        """);

    private static IReadOnlyList<string> FilesWithWords(params string[] folders) =>
        [.. ClearBytes.Find(folders, [Canary, Address]).Select(found => Path.GetFileName(found.File)).Distinct().Order()];

    private static async Task<string> WordsOfAsync(Stream copy)
    {
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes);
        var words = new StringBuilder();
        using var archive = new ZipArchive(bytes);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            words.Append(await reader.ReadToEndAsync());
        }
        return words.ToString();
    }

    // Every column of every table as text, in the words of its own database.
    private async Task<IReadOnlyList<string>> ColumnsWithWordsAsync(string connectionString)
    {
        var isSqlite = Database.Provider == Provider.Sqlite;
        await using DbConnection connection = isSqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var columns = await RowsAsync(connection, isSqlite
            ? "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1"
            : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1");
        var found = new List<string>();
        foreach (var table in columns.GroupBy(column => column[0]))
        {
            var tests = table.Select(column =>
                $"max(CASE WHEN CAST(\"{column[1]}\" AS text) LIKE '%{Canary}%' OR CAST(\"{column[1]}\" AS text) LIKE '%{Address}%' THEN 1 ELSE 0 END)");
            var hits = (await RowsAsync(connection, $"SELECT {string.Join(", ", tests)} FROM \"{table.Key}\""))[0];
            found.AddRange(table.Where((_, place) => hits[place] == "1").Select(column => $"{table.Key}.{column[1]}"));
        }
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string[]>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        return rows;
    }

    public sealed class OnSqlite() : CanaryTests(Provider.Sqlite)
    {
        [Fact]
        public async Task Every_column_that_holds_text_is_tried_with_a_word_or_says_why_none_gets_into_it()
        {
            await using var db = await OpenAsync();
            var portal = Get<SourceCatalog>().Find(Map.PortalSource)!.Map;

            var columns = WordColumns.In(db.Model, table => portal.Excluded.ContainsKey(table) || portal.IsSystem(table)).ToList();

            var listed = WordColumns.Holding.Keys.Concat(WordColumns.Wordless.Values.SelectMany(some => some)).ToList();
            Assert.Empty(columns.Except(listed));
            Assert.Empty(listed.Except(columns));
            Assert.Distinct(listed);
        }

        [Fact]
        public async Task The_certificate_waits_for_somebody_who_reads_the_source()
        {
            var (_, closing) = await BegunAsync();
            await RunInClinicAsync("PRAGMA journal_mode = WAL");
            await RunInClinicAsync($"UPDATE visits SET text = 'visit {Canary}' WHERE member_id = 1");
            await using var reader = new SqliteConnection(Clinic);
            await reader.OpenAsync();
            await using var reading = reader.BeginTransaction(deferred: true);
            Assert.Single(await RowsAsync(reader, "SELECT count(*) FROM visits"));
            Assert.Null((await Get<PlanErasure>().RunAsync(Officer, closing, None)).Problem);
            Assert.Null((await ApproveAsync(closing)).Problem);

            var carryingOut = Task.Run(CarryOutAsync);
            await Waiting.UntilAsync(async () => (await HeldAsync()).All(line => !line.Contains(Canary, StringComparison.Ordinal)));
            Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(ErasurePlanState.Approved, (await PlanAsync(closing)).State);
            Assert.NotEmpty(FilesWithWords(Database.Folder));
            await reading.RollbackAsync();
            await Waiting.UntilAsync(() =>
            {
                Clock.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult(carryingOut.IsCompleted);
            });

            Assert.True(await carryingOut);
            Assert.Equal(ErasurePlanState.Done, (await PlanAsync(closing)).State);
            Assert.Empty(FilesWithWords(Database.Folder));
        }
    }

    public sealed class OnPostgreSql() : CanaryTests(Provider.PostgreSql);
}

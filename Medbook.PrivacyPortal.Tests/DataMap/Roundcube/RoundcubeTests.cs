using System.IO.Compression;
using System.Text;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Roundcube;

/// <summary>The map fits a schema that nobody here designed: Roundcube's own, on both of its databases.</summary>
[Trait("Category", "Servers")]
public abstract class RoundcubeTests(Provider provider) : OperationTests(provider)
{
    private RoundcubeDatabase roundcube = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("DataMap:Path", roundcube.MapPath), new("ConnectionStrings:Roundcube", roundcube.Connection),
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        roundcube = await RoundcubeDatabase.CreateAsync(Database.Provider);
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await roundcube.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services) =>
        services.AddDataMap(Database.Settings(MoreSettings)).AddLocalization();

    [Fact]
    public async Task The_check_of_the_map_against_the_live_schema_is_clean()
    {
        Assert.Empty((await Get<MapCheck>().RunOperatorsAsync(None)).Single().Lines);
        await roundcube.FillAsync(await Live.ReadSchemaAsync(None), "ann", 100);

        Assert.Empty((await Get<MapCheck>().RunOperatorsAsync(None)).Single().Lines);
        Assert.Equal(["system"], Source.SystemTables);
        Assert.Empty(Source.Excluded);
    }

    [Fact]
    public async Task A_map_that_says_nothing_yet_is_told_every_table()
    {
        await File.WriteAllTextAsync(roundcube.MapPath,
            $$"""{ "sources": { "webmail": { "provider": "{{Source.Provider}}", "connection": "Roundcube" } } }""");
        var services = new ServiceCollection().AddDataMap(Database.Settings(MoreSettings)).BuildServiceProvider();
        await using var _ = services;

        var report = (await services.GetRequiredService<MapCheck>().RunOperatorsAsync(None)).Single();

        Assert.Equal(17, report.Findings.Count(finding => finding.Kind == FindingKind.UnmappedTable));
        Assert.Equal(17, report.Findings.Count);
    }

    [Fact]
    public async Task A_column_that_an_upgrade_of_roundcube_adds_is_found()
    {
        await roundcube.RunAsync("ALTER TABLE identities ADD COLUMN nickname varchar(64)");

        var report = (await Get<MapCheck>().RunOperatorsAsync(None)).Single();

        Assert.Contains("'nickname'", Assert.Single(report.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_copy_of_one_user_holds_all_canaries_of_theirs_and_none_of_anybody_elses()
    {
        var schema = await Live.ReadSchemaAsync(None);
        var ann = await roundcube.FillAsync(schema, "ann", 100);
        var bob = await roundcube.FillAsync(schema, "bob", 200);
        var ours = Canaries(ann);
        // Every text column of every table that leads to a person, counted by hand in Roundcube's SQL.
        Assert.Equal(36, ours.Count);

        using var copy = await ExportAsync("Ann@Example.org");
        var files = copy.Entries.Where(entry => entry.FullName.StartsWith("data/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Text);
        foreach (var format in new[] { ".json", ".csv" })
        {
            var all = string.Concat(files.Where(file => file.Key.EndsWith(format, StringComparison.Ordinal)).Select(file => file.Value));
            Assert.Empty(ours.Where(canary => !all.Contains(canary.Value, StringComparison.Ordinal)).Select(canary => canary.Key));
        }
        var everything = string.Concat(copy.Entries.Select(Text));
        Assert.Empty(bob.Where(canary => everything.Contains(canary.Value, StringComparison.Ordinal)).Select(canary => canary.Key));
        Assert.Empty(ann.Except(ours).Where(canary => everything.Contains(canary.Value, StringComparison.Ordinal)).Select(canary => canary.Key));
    }

    [Fact]
    public async Task A_copy_of_a_mailbox_that_nobody_used_is_complete_and_small()
    {
        await roundcube.RunAsync("INSERT INTO users (user_id, username, mail_host) VALUES (1, 'cas@example.org', 'localhost')");

        using var copy = await ExportAsync("cas@example.org");

        Assert.Equal(["data/roundcube/users.csv", "data/roundcube/users.json"],
            copy.Entries.Select(e => e.FullName).Where(name => name.StartsWith("data/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_erasure_of_one_user_leaves_no_row_of_theirs_and_every_row_of_everybody_elses()
    {
        var schema = await Live.ReadSchemaAsync(None);
        var before = new Dictionary<string, List<string>>();
        await roundcube.FillAsync(schema, "bob", 200);
        foreach (var table in schema.Tables) before[table.Name] = await roundcube.RowsAsync(table.Name);
        await roundcube.FillAsync(schema, "ann", 100);
        var ann = new PersonKey("users", ["100"]);

        await using var erasing = await Live.OpenForErasureAsync(None);
        var outcomes = await WholeErasure.RunAsync(erasing, ann, batch: 1);

        Assert.All(outcomes.SelectMany(dataset => dataset.Value), row => Assert.Equal(RowOutcome.Deleted, row.Outcome));
        Assert.Equal(Source.Datasets.Count(dataset => dataset.Unlinked is null), outcomes.Count(dataset => dataset.Value.Count == 1));
        Assert.Empty(await WholeErasure.LeftAsync(erasing, ann));
        foreach (var table in schema.Tables.Where(table => Source.Datasets.Any(dataset => dataset.Table == table.Name && dataset.Unlinked is null)))
        {
            Assert.Equal(before[table.Name], await roundcube.RowsAsync(table.Name));
        }
        Assert.True(await erasing.FlushAsync(None));
    }

    private LiveSource Live => Get<SourceCatalog>().Find("roundcube")!;

    private Source Source => Live.Map;

    private Dictionary<string, string> Canaries(IReadOnlyDictionary<string, string> canaries) =>
        canaries.Where(canary => canary.Key.Split('.') is [var table, var column]
            && Source.Datasets.Single(d => d.Table == table) is { Unlinked: null } dataset && dataset.Find(column) is not { Secret: true })
            .ToDictionary();

    private async Task<ZipArchive> ExportAsync(string address)
    {
        var who = TestActors.Operator();
        var file = new MemoryStream();
        var exported = await Get<ExportCopy>().RunAsync(who, address, CopyKind.Access, reviewed: true, null, file, None);
        Assert.True(exported.IsOk, exported.Problem?.ToString());
        Assert.Equal(CopyStatus.Complete, exported.Value.Sources.Single(s => s.Name == "roundcube").Status);

        file.Position = 0;
        var verified = await Get<VerifyCopy>().RunAsync(who, file, null, None);
        Assert.Empty(verified.Value!.Differences);
        file.Position = 0;
        return new ZipArchive(file, ZipArchiveMode.Read);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public sealed class OnSqlite() : RoundcubeTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : RoundcubeTests(Provider.PostgreSql);
}

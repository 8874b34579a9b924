using Medbook.PrivacyPortal.Commands.Sample.Making;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>The database of a sample: what it holds now, its tables, its rows.</summary>
internal sealed class SampleStore(string provider, string connection) : IAsyncDisposable
{
    /// <summary>Rows per transaction: enough to be fast, few enough to stay small.</summary>
    private const int BatchSize = 2_000;

    // The same on both providers. One view is mapped (derived data a member may see), the other is the application's own.
    private static readonly (string Name, string Definition)[] Views =
    [
        ("portfolio_summary", "SELECT member_id, kind, COUNT(*) AS entries, MAX(updated_ticks) AS last_updated_ticks FROM portfolio_entries WHERE deleted_at IS NULL GROUP BY member_id, kind"),
        ("active_members", "SELECT id, first_name, last_name FROM members WHERE deleted_at IS NULL"),
    ];

    private readonly SampleSchemaDb schema = new(Options(provider, connection));

    /// <summary>What keeps a sample from being made here; null where nothing does.</summary>
    public async Task<SampleOutcome?> LookAsync(SampleOptions options, CancellationToken ct)
    {
        var tables = await LiveTablesAsync(ct);
        if (tables.Count == 0) return null;
        var ours = Tables().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        if (tables.Find(table => !ours.Contains(table)) is { } foreign)
        {
            return new SampleOutcome.Refused($"The database holds '{foreign}', which is no table of a sample. Name an empty database.");
        }

        // All tables are a sample's. Without a mark it was left half made.
        if (!tables.Contains("schema_info") || await SampleMark.ReadAsync(schema, ct) is not { } mark) return null;
        if (options.Force) return null;
        var wanted = SampleMark.Of(options, schema);
        if (options.AnySize) return mark.Shape == wanted.Shape ? new SampleOutcome.Present() : null;
        if (mark == wanted) return new SampleOutcome.Present();
        return mark with { Shape = wanted.Shape } == wanted
            ? new SampleOutcome.Refused("The sample was made by another version of the portal. Make it again with --force.")
            : new SampleOutcome.Refused(
                $"There is a sample of {mark.Members} members with seed {mark.Seed}{(mark.Heavy ? ", heavy" : "")}. Make another one with --force.");
    }

    /// <summary>Removes the tables of a sample that are there.</summary>
    public async Task DropAsync(CancellationToken ct)
    {
        var there = await LiveTablesAsync(ct);
        if (there.Count == 0) return;
        var drops = Differ.GetDifferences(Model.GetRelationalModel(), null)
            .Where(operation => operation is not DropTableOperation drop || there.Contains(drop.Name));
        await ExecuteAsync([.. Views.Where(view => there.Contains(view.Name)).Select(view => new SqlOperation { Sql = $"DROP VIEW {view.Name};" }), .. drops], ct);
    }

    /// <summary>Creates the tables and writes all rows, one transaction per batch; the mark comes last.</summary>
    /// <returns>How many rows were written.</returns>
    public async Task<long> FillAsync(SampleOptions options, IProgress<long>? progress, CancellationToken ct)
    {
        if (provider == "sqlite") await schema.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        await ExecuteAsync(
        [
            .. Differ.GetDifferences(null, Model.GetRelationalModel()),
            .. Views.Select(view => new SqlOperation { Sql = $"CREATE VIEW {view.Name} AS {view.Definition};" }),
        ], ct);

        var rows = 0L;
        foreach (var batch in SampleRows.Of(options.Seed, options.Members, options.Heavy).Chunk(BatchSize))
        {
            await SaveAsync(batch, ct);
            progress?.Report(rows += batch.Length);
        }
        await SaveAsync(SampleMark.Of(options, schema).Rows(), ct);
        return rows;
    }

    public ValueTask DisposeAsync() => schema.DisposeAsync();

    private IMigrationsModelDiffer Differ => schema.GetService<IMigrationsModelDiffer>();

    private IModel Model => schema.GetService<IDesignTimeModel>().Model;

    private async Task SaveAsync(IEnumerable<object> rows, CancellationToken ct)
    {
        await using var db = new SampleDb(Options(provider, connection));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
    }

    // Migrations are EF's own way to say what tables and views there are; there is no other one for views.
    private async Task ExecuteAsync(IReadOnlyList<MigrationOperation> operations, CancellationToken ct) =>
        await schema.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(
            schema.GetService<IMigrationsSqlGenerator>().Generate(operations, Model), schema.GetService<IRelationalConnection>(), ct);

    private IEnumerable<(string Name, bool IsView)> Tables() =>
        Model.GetRelationalModel().Tables.Select(table => (table.Name, false)).Concat(Views.Select(view => (view.Name, true)));

    private async Task<List<string>> LiveTablesAsync(CancellationToken ct)
    {
        var catalogue = schema.Set<LiveTable>().AsNoTracking();
        var own = provider == "sqlite"
            ? catalogue.Where(table => (table.Place == "table" || table.Place == "view") && !table.Name.StartsWith("sqlite_"))
            : catalogue.Where(table => table.Place == "public");
        return await own.Select(table => table.Name).ToListAsync(ct);
    }

    private static DbContextOptions Options(string provider, string connection) => provider == "postgresql"
        ? new DbContextOptionsBuilder().UseNpgsql(connection).Options
        : new DbContextOptionsBuilder().UseSqlite(connection).Options;
}

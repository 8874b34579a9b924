using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>
/// Makes the sample Medbook database. An existing sample of the same seed and size is left alone; a database that holds
/// anything else is never touched.
/// </summary>
internal sealed class MakeSample
{
    /// <summary>Makes the sample where it is missing.</summary>
    /// <param name="options">Which one, and where.</param>
    /// <param name="progress">Rows written so far.</param>
    /// <param name="ct">A cancelled sample leaves nothing behind (SQLite), or is made again next time (PostgreSQL).</param>
    public async Task<SampleOutcome> RunAsync(SampleOptions options, IProgress<long>? progress, CancellationToken ct)
    {
        if (options.Members < SampleOptions.LeastMembers)
        {
            return new SampleOutcome.Refused($"A sample has at least {SampleOptions.LeastMembers} members.");
        }
        return options.Provider switch
        {
            "sqlite" => await IntoFileAsync(options, progress, ct),
            "postgresql" => await IntoServerAsync(options, progress, ct),
            _ => new SampleOutcome.Refused($"The provider is '{options.Provider}'. Write 'sqlite' or 'postgresql'."),
        };
    }

    /// <summary>Beside the file, then in its place: whoever is killed halfway leaves the old file, or none.</summary>
    private static async Task<SampleOutcome> IntoFileAsync(SampleOptions options, IProgress<long>? progress, CancellationToken ct)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Connection).DataSource);
        var making = file + ".making";
        if (File.Exists(file))
        {
            await using var existing = new SampleStore("sqlite", $"Data Source={file};Pooling=False");
            if (await existing.LookAsync(options, ct) is { } outcome) return outcome;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DeleteWithJournal(making);
        try
        {
            long rows;
            await using (var store = new SampleStore("sqlite", $"Data Source={making};Pooling=False"))
            {
                rows = await store.FillAsync(options, progress, ct);
            }
            // A journal of the old file must not be played into the new one.
            DeleteWithJournal(file);
            File.Move(making, file);
            return new SampleOutcome.Made(rows);
        }
        finally
        {
            DeleteWithJournal(making);
        }
    }

    private static async Task<SampleOutcome> IntoServerAsync(SampleOptions options, IProgress<long>? progress, CancellationToken ct)
    {
        await using var store = new SampleStore("postgresql", options.Connection);
        if (await store.LookAsync(options, ct) is { } outcome) return outcome;
        await store.DropAsync(ct);
        return new SampleOutcome.Made(await store.FillAsync(options, progress, ct));
    }

    private static void DeleteWithJournal(string file)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(file + suffix);
    }
}

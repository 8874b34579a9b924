
namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Counts how far a copy is and tells whoever asked for it.</summary>
internal sealed class CopyMeter(CopyOrder order, int parts, long total, ILogger log)
{
    private CopyProgress now = new(0, parts, "", "", 0, total);
    private long done;
    private long read;
    private long expected;
    private int readings = 1;

    /// <summary>A kind of record begins.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="dataset">Its id.</param>
    /// <param name="expected">Rows that were counted.</param>
    /// <param name="readings">How often they will be read.</param>
    /// <param name="ct">Cancels.</param>
    public ValueTask BeginAsync(string source, string dataset, long expected, int readings, CancellationToken ct)
    {
        (read, this.expected, this.readings) = (0, expected, readings);
        now = now with { Part = now.Part + 1, Source = source, Dataset = dataset, Records = done };
        log.DatasetBegun(source, dataset);
        return TellAsync(ct);
    }

    /// <summary>A row was read and written: a record is done once it was read for the last time.</summary>
    public ValueTask RowAsync(CancellationToken ct)
    {
        if (++read % CopyProgress.Step != 0) return ValueTask.CompletedTask;
        now = now with { Records = done + Math.Min(read / readings, expected) };
        log.RowsWritten(now.Source, now.Dataset, now.Records, now.TotalRecords);
        return TellAsync(ct);
    }

    /// <summary>The kind of record ends.</summary>
    public void End(long rows)
    {
        done += rows;
        log.DatasetEnded(now.Source, now.Dataset, rows);
    }

    private ValueTask TellAsync(CancellationToken ct) => order.OnProgress is { } tell ? tell(now, ct) : ValueTask.CompletedTask;
}

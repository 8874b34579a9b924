namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Counts how far a copy is and tells whoever asked for it.</summary>
internal sealed class CopyMeter(CopyOrder order, int parts, long total, ILogger log)
{
    private CopyProgress now = new(0, parts, "", "", 0, total);
    private long done;
    private long read;

    /// <summary>A kind of record begins.</summary>
    public ValueTask BeginAsync(string source, string dataset, CancellationToken ct)
    {
        read = 0;
        now = now with { Part = now.Part + 1, Source = source, Dataset = dataset, Records = done };
        log.DatasetBegun(source, dataset);
        return TellAsync(ct);
    }

    /// <summary>A row was written to one of its two files: a record is done with the second.</summary>
    public ValueTask RowAsync(CancellationToken ct)
    {
        if (++read % CopyProgress.Step != 0) return ValueTask.CompletedTask;
        now = now with { Records = done + (read / 2) };
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

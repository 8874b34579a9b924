using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// One correcting in a database: a connection that can write, with no transaction open between calls. Each value changes in a transaction
/// of its own, and only into what is read there afterwards; nothing of a call that fails has happened.
/// </summary>
internal sealed class DatabaseCorrecting(Source source, SourceSchema schema, WritingConnection connection, Action schemaDiffers) : SourceCorrecting
{
    public override async Task<CellOutcome> ChangeAsync(CellChange change, CancellationToken ct)
    {
        var work = new CellWork(source, schema, connection.Dialect, change);
        work.CheckSchema(schemaDiffers);
        if (!work.CanLook) return CellOutcome.Hindered(work.Obstacle ?? CorrectionObstacle.NoRecord);
        try
        {
            return await connection.InTransactionAsync(() => ChangeAsync(work, ct), ct);
        }
        catch (SourceException e) when (e.Fault is SourceFault.ConstraintRefuses or SourceFault.ValueDoesNotFit)
        {
            return CellOutcome.Hindered(CorrectionObstacle.Refused);
        }
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<CellOutcome> ChangeAsync(CellWork work, CancellationToken ct)
    {
        var outcome = work.Judge(await LookAsync(work, whole: false, ct));
        if (outcome.State != CellState.AsShown) return outcome;
        var whole = work.IsPart ? await LookAsync(work, whole: true, ct) : null;
        if (work.Update(whole?.Values[0]) is not { } update) return CellOutcome.Hindered(CorrectionObstacle.NotWritable, outcome.Found);
        await connection.RowsAsync(update, _ => 1, ct);
        // A trigger, a rounding, a padding: what stands there now is what was granted, or nothing was changed.
        return work.Judge(await LookAsync(work, whole: false, ct)).State == CellState.AsProposed
            ? outcome : throw new SourceFailedException(source.Name, SourceFault.ValueDoesNotFit);
    }

    private async Task<SourceRow?> LookAsync(CellWork work, bool whole, CancellationToken ct)
    {
        var (select, sql) = work.Look(whole, locked: true);
        return (await connection.RowsAsync(sql, reader => select.Read(reader).Row, ct)).FirstOrDefault();
    }
}

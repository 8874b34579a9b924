namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Reads one page: the parts of the order one after the other, until it is full.</summary>
/// <param name="begin">Begins the query of a part.</param>
/// <param name="run">Runs it.</param>
internal sealed class PageRead(Func<RowSelect> begin, Func<Sql, RowSelect, Task<List<ReadRow>>> run)
{
    /// <summary>The page.</summary>
    /// <param name="cursor">Where it begins; null for the first. One that is not of this query gives the first page.</param>
    /// <param name="size">Rows on a page.</param>
    public async Task<RowPage> RunAsync(PageCursor? cursor, int size)
    {
        var order = begin().Order;
        if (cursor is not null && cursor.Place.Count != (order.IsTotal ? order.Places.Count() : 0)) cursor = null;

        // One row more than a page tells whether there is another.
        var rows = await RowsAsync(order, cursor, size + 1);
        var more = rows.Count > size;
        if (more) rows.RemoveAt(size);
        var backward = cursor is { Backward: true };
        // The beginning was reached on the way back, or the rows of the page are gone: the first page says it best.
        if ((backward && !more) || (cursor is not null && rows.Count == 0)) return await RunAsync(null, size);

        if (backward) rows.Reverse();
        var skipped = cursor?.Skipped ?? 0;
        var before = Math.Max(0, skipped - size);
        var after = skipped + rows.Count;
        var hasBefore = backward || skipped > 0;
        var hasAfter = backward || more;
        return new RowPage([.. rows.Select(r => r.Row)], skipped,
            !hasBefore ? null : order.IsTotal ? PageCursor.Before(rows[0].Place, before) : PageCursor.At(before),
            !hasAfter ? null : order.IsTotal ? PageCursor.After(rows[^1].Place, after) : PageCursor.At(after));
    }

    private async Task<List<ReadRow>> RowsAsync(RowOrder order, PageCursor? cursor, int limit)
    {
        var parts = cursor is { Backward: true } ? order.Parts.Reverse() : order.Parts;
        var first = cursor is null ? parts.First() : order.PartOf(cursor);
        var rows = new List<ReadRow>();
        foreach (var part in parts.SkipWhile(part => part != first))
        {
            var select = begin();
            rows.AddRange(await run(select.Page(part, cursor, fromPlace: part == first, limit - rows.Count), select));
            if (rows.Count == limit) break;
        }
        return rows;
    }
}

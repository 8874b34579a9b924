namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Counts, column by column, the sampled values that cannot be read.</summary>
/// <param name="fields">What is read.</param>
internal sealed class MisfitCount(IReadOnlyList<ReadField> fields)
{
    private readonly object?[] values = new object?[fields.Count];
    private readonly Dictionary<ColumnReader, long> unreadable = [];

    /// <summary>What was found.</summary>
    public IEnumerable<Misfit> Found => unreadable.Select(column => new Misfit(column.Key.Whole, column.Value, All: false));

    /// <summary>Reads a value; one that does not fit is counted.</summary>
    /// <returns>Whether it fits.</returns>
    public bool Try(ColumnReader column, Func<object?> stored)
    {
        try
        {
            column.Read(stored(), values);
            return true;
        }
        catch (FormatException)
        {
            unreadable[column] = unreadable.GetValueOrDefault(column) + 1;
            return false;
        }
    }
}

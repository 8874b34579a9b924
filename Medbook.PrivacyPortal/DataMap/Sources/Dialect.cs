using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>What the engines write differently. Everything else of a query is the same on each.</summary>
internal abstract class Dialect
{
    /// <summary>A table of the map, quoted.</summary>
    public abstract string Table(string name);

    /// <summary>The expression as text, the way row keys and person keys are written.</summary>
    public abstract string AsText(string expression);

    /// <summary>The expression cast to a type the way the map's <c>cast</c> means it: NULL where the value cannot be cast.</summary>
    public abstract string Cast(string expression, FieldType type);

    /// <summary>The expression with its ASCII letters in lower case: the only folding both engines do alike.</summary>
    public abstract string AsciiLower(string expression);

    /// <summary>Whether the expression is one of some addresses, so that an index that folds them is used.</summary>
    public abstract string FoldedIn(string expression, IReadOnlyList<string> parameters, string type);

    /// <summary>Whether the expression is among the rows of a query, where that is one of several alternatives.</summary>
    public abstract string AmongAlternative(string expression, string query);

    /// <summary>The expression as it is selected, so that it comes back as the reader of values takes it.</summary>
    public abstract string Select(string expression, Field field, LiveColumn? column);

    /// <summary>The expression as it is selected to be compared again later: a key, a date to turn the page at.</summary>
    public abstract string SelectComparable(string expression);

    /// <summary>The expression as something that can be sorted, whatever its type.</summary>
    public abstract string Sortable(string expression, LiveColumn? column);

    /// <summary>What is compared where dates of a column are.</summary>
    public abstract StoredDate FormOf(AnchorType words, LiveColumn? column);

    /// <summary>What NULLs need after ASC or DESC to come last in lists that are newest first, and first the other way round.</summary>
    public abstract string NullsLast(bool descending);

    /// <summary>A key that is known as text, as the values it may be stored as in this column; one, mostly.</summary>
    public abstract IReadOnlyList<object> KeyValues(string text, LiveColumn? column);

    /// <summary>A person's key that is known as text, as a value to compare with a changed column; null where it cannot be one.</summary>
    public abstract object? CastValue(string text, FieldType type);

    /// <summary>A value of a filter, as it is compared with this column.</summary>
    public abstract object FilterValue(object value, LiveColumn? column);

    /// <summary>The condition under which a value is of a storage class the map does not mean; null where the engine enforces types.</summary>
    public abstract string? WrongClass(string expression, Field field);

    /// <summary>Whether only reading a value tells if it fits: a date in a format, JSON, a number kept as text.</summary>
    public abstract bool MayNotRead(Field field, LiveColumn? column);

    /// <summary>A column of a key as rows are put in order by it: what <see cref="KeyPlace"/> makes of a key's text is compared with it.</summary>
    public abstract string KeyOrder(string expression, LiveColumn? column);

    /// <summary>The place in that order of a key that is known as text.</summary>
    public abstract object KeyPlace(string text, LiveColumn? column);

    /// <summary>
    /// Whether the row has one of some keys, as one parameter whatever their number: a statement with a parameter for each costs
    /// more than what it does. Null where these keys cannot be written so.
    /// </summary>
    public abstract string? AmongKeys(Sql sql, SourceSchema schema, Dataset dataset, string alias, IReadOnlyList<IReadOnlyList<string>> keys);

    /// <summary>What follows a query so that nobody else changes its rows before the transaction ends.</summary>
    public abstract string Locked(string alias);

    /// <summary>What tells the rows of a table apart where the map knows no key: columns, quoted.</summary>
    public abstract IReadOnlyList<string> RowAddress(SourceSchema schema, string table);

    /// <summary>Whether the row is among those whose addresses a query gives.</summary>
    public abstract string AmongAddresses(string alias, IReadOnlyList<string> address, string query);

    /// <summary>The mask of a field, as the value that is stored in its column.</summary>
    public abstract object MaskValue(string mask, Field field, LiveColumn? column);

    /// <summary>Whether the expression is another value than the parameter; for NULL it is not.</summary>
    public abstract string Differs(string expression, string parameter, LiveColumn? column);

    /// <summary>Bytes, as a parameter.</summary>
    public abstract object BytesValue(byte[] bytes);

    /// <summary>Adds a parameter. Values never stand in the text of a query.</summary>
    public abstract void Bind(DbCommand command, string name, object? value);

    /// <summary>An identifier, quoted; every quote inside is doubled.</summary>
    public static string Quote(string identifier) =>
        identifier.Contains('\0') ? throw new ArgumentException("An identifier holds a NUL character.", nameof(identifier))
        : $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

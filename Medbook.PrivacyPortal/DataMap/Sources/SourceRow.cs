using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One record of a person.</summary>
/// <param name="Key">The row's key as text; null where the dataset has none.</param>
/// <param name="Roles">The roles the person has on this row; the only role where a row is about one person.</param>
/// <param name="Values">
/// The values, in the order of <see cref="RowQuery.Fields"/>: null (nothing, or a value that means nothing), <see cref="string"/>,
/// <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="Guid"/>, <c>byte[]</c>, <see cref="DateOnly"/>,
/// <see cref="TimeOnly"/>, <see cref="DateTimeOffset"/>, <see cref="System.Text.Json.JsonElement"/>, or <see cref="Masked"/>.
/// </param>
public sealed record SourceRow(string? Key, IReadOnlyList<PersonRole> Roles, IReadOnlyList<object?> Values);

/// <summary>Stands for a value about somebody else that was not given out.</summary>
/// <remarks>GDPR 15(4), 20(4).</remarks>
public sealed class Masked
{
    private Masked() { }

    /// <summary>The one instance.</summary>
    public static Masked Value { get; } = new();

    /// <inheritdoc />
    public override string ToString() => "•••";
}

/// <summary>What happens to values that are about other people. Whoever reads chooses; there is no default.</summary>
public enum OthersData
{
    /// <summary>Fields with <see cref="Others.Structured"/>, and the fields of roles the person does not have on the row, are <see cref="Masked"/>.</summary>
    Mask,
    /// <summary>Everything is read as it is: for officers, and for what is erased.</summary>
    Show,
}

/// <summary>Which rows are read, and what of them.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Person">The person; a row that is not theirs is never read.</param>
/// <param name="Others">What happens to values about other people. Free text is given as it is: whoever reads decides by <see cref="Field.Others"/>.</param>
public sealed record RowQuery(Dataset Dataset, PersonKey Person, OthersData Others)
{
    /// <summary>The fields; all that can be read where nothing is said. Others are not selected from the database.</summary>
    public IReadOnlyList<ReadField> Fields { get; init; } = ReadField.AllOf(Dataset);
}

/// <summary>What a person has in one dataset.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="First">Date of the oldest, where the dataset has a date that can be sorted.</param>
/// <param name="Last">Date of the newest.</param>
/// <param name="RetentionEnd">The day the last of the periods that have begun ends on; null where none follows from the rows.</param>
/// <param name="NotBegun">Number of rows whose period has not begun; 0 where the dataset's retention is no period.</param>
public sealed record DatasetSummary(long Count, DateOnly? First, DateOnly? Last, DateOnly? RetentionEnd, long NotBegun)
{
    /// <summary>Nothing.</summary>
    public static DatasetSummary Empty { get; } = new(0, null, null, null, 0);
}

/// <summary>A page of rows, newest first where the dataset has a date.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Skipped">Number of rows before this page.</param>
/// <param name="Previous">Where the page before begins; null on the first.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
public sealed record RowPage(IReadOnlyList<SourceRow> Rows, long Skipped, PageCursor? Previous, PageCursor? Next);

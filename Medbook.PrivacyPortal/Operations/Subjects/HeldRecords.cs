using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>A page of the person's records of one kind, as the person may see them.</summary>
/// <param name="Dataset">What the map says about the records.</param>
/// <param name="Fields">The fields that are shown, in the order of the values.</param>
/// <param name="Secret">Fields that exist and are shown to nobody, such as a password.</param>
/// <param name="Rows">The records, newest first; values about other people are <see cref="Masked"/> or <see cref="Withheld"/>.</param>
/// <param name="Skipped">Number of records before this page.</param>
/// <param name="Previous">Where the page before begins; null on the first.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
public sealed record HeldRecords(
    Dataset Dataset, IReadOnlyList<ReadField> Fields, IReadOnlyList<LocalText> Secret,
    IReadOnlyList<SourceRow> Rows, long Skipped, PageCursor? Previous, PageCursor? Next)
{
    /// <summary>A value as people read it: what the map says that a code means, or the value itself.</summary>
    public object? Shown(SourceRow row, int place) => Fields[place].Field.MeaningOf(row.Values[place])?.ToString() ?? row.Values[place];
}

/// <summary>One record of the person.</summary>
/// <param name="Source">The source it lies in.</param>
/// <param name="Dataset">What the map says about it.</param>
/// <param name="Fields">The fields that are shown, in the order of the values.</param>
/// <param name="Row">The record; values about other people are <see cref="Masked"/> or <see cref="Withheld"/>.</param>
public sealed record HeldRecord(Source Source, Dataset Dataset, IReadOnlyList<ReadField> Fields, SourceRow Row);

/// <summary>The source cannot be read now; nothing is lost, and later it can.</summary>
/// <param name="Source">What people call the source.</param>
public sealed record SourceNotReadable(LocalText Source) : Problem("source.not-readable")
{
    /// <inheritdoc />
    public override object[] Arguments => [Source];
}

/// <summary>Stands for text of somebody else that may name other people: an officer reads it before the person does.</summary>
/// <remarks>GDPR 15(4). What the person wrote is their own, whomever it names.</remarks>
public sealed class Withheld
{
    private Withheld() { }

    /// <summary>The one instance.</summary>
    public static Withheld Value { get; } = new();

    /// <summary>A row as the person may see it.</summary>
    internal static SourceRow In(SourceRow row, Dataset dataset, IReadOnlyList<ReadField> fields) =>
        row with { Values = [.. row.Values.Zip(fields, (value, field) => value is not null && IsOfOthers(dataset, field) ? Value : value)] };

    // On a row about several people nobody can tell which of them wrote what belongs to all of them.
    private static bool IsOfOthers(Dataset dataset, ReadField field) =>
        field.Field.Others == Others.FreeText && (field.Field.Origin != Origin.Provided || (dataset.People.Count > 1 && field.Role is null));
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Decides what a record that was read means for a change, in a source of any kind.</summary>
internal class CellJudge(Source source, LiveSchema schema, CellChange change)
{
    private readonly LiveColumn? column = schema.Find(change.Dataset.Table)?.Find(change.Field.Column);

    /// <summary>The change.</summary>
    protected CellChange Change => change;

    /// <summary>The source.</summary>
    protected Source Source => source;

    /// <summary>The live column; null where it is not there.</summary>
    protected LiveColumn? Live => column;

    /// <summary>Why the portal writes neither this field nor this value; null where it does.</summary>
    public CorrectionObstacle? Obstacle => CellRule.Of(source, schema, change.Dataset, change.Field) ?? OfValue();

    /// <summary>Whether a part of a column changes.</summary>
    public bool IsPart => change.Field.Containers.Count > 0;

    /// <summary>Whether the record can be looked up at all.</summary>
    public bool CanLook => change.Dataset.Key.Count > 0 && KeyText.Split(change.Key, change.Dataset.Key.Count) is not null;

    /// <summary>The column itself, where a part of it changes.</summary>
    protected Field Column => change.Field.Containers is [var outer, ..] ? outer : change.Field.Field;

    /// <summary>The column has to be there: of a source that differs from the map nothing can be said.</summary>
    /// <param name="schemaDiffers">Has the schema read anew.</param>
    /// <exception cref="SourceFailedException"><see cref="SourceFault.SchemaDiffers"/>.</exception>
    public void CheckSchema(Action schemaDiffers)
    {
        if (column is not null) return;
        schemaDiffers();
        throw new SourceFailedException(source.Name, SourceFault.SchemaDiffers);
    }

    /// <summary>Whether the column may hold nothing.</summary>
    public bool MayBeNull => column is { Nullable: true };

    /// <summary>What a record means for the change.</summary>
    /// <param name="row">The record; null where the person has none of that key.</param>
    public CellOutcome Judge(SourceRow? row)
    {
        // On a row about several people, what is about somebody else is theirs.
        if (row is null || (change.Field.Role is { Name.Length: > 0 } role && !row.Roles.Contains(role))) return CellOutcome.Hindered(CorrectionObstacle.RecordGone);
        var found = ValueForm.Of(row.Values[0]);
        if (row.Values[0] is not byte[] && ValueForm.Same(change.Field.Field, found, change.Proposed)) return new(CellState.AsProposed, found);
        if (Obstacle is { } why) return CellOutcome.Hindered(why, found);
        return new(ValueForm.Same(change.Field.Field, found, change.Expected) ? CellState.AsShown : CellState.Other, found);
    }

    /// <summary>What is to stand there; null for nothing, and where the text is none of the field.</summary>
    public object? Typed() => string.IsNullOrWhiteSpace(change.Proposed) ? null : ValueForm.Read(change.Field.Field, change.Proposed);

    private CorrectionObstacle? OfValue()
    {
        if (string.IsNullOrWhiteSpace(change.Proposed)) return CanBeEmpty ? null : CorrectionObstacle.CannotBeEmpty;
        if (Typed() is not { } value) return CorrectionObstacle.NotAValue;
        if (IsPart) return null;
        return !ValueWriter.Fits(ValueWriter.Text(change.Field.Field, value, column), column!) ? CorrectionObstacle.TooLong
            : ValueWriter.InRange(value, column!) ? null : CorrectionObstacle.NotAValue;
    }

    private bool CanBeEmpty => IsPart || MayBeNull || Column.Empty.Count > 0 || Column.Type == FieldType.Text;
}

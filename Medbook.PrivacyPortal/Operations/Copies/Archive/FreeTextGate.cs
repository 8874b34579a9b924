using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>Lets free text into a copy only once an officer has released it, and counts what stays behind.</summary>
/// <remarks>GDPR 15(4), 20(4).</remarks>
internal sealed class FreeTextGate
{
    private readonly CopyScope scope;
    private readonly Func<ReadField, object, bool>? released, heldBack;
    private readonly bool onlyReviewed;
    private readonly List<(ReadField Field, int Place)> toReview;
    private readonly long[] waiting, held;

    public FreeTextGate(CopyOrder order, string source, CopyScope scope)
    {
        this.scope = scope;
        onlyReviewed = order.OnlyReviewed;
        if (order.Released is { } release) released = (read, value) => release(source, scope.Dataset.Id, read.Name, value);
        if (order.HeldBack is { } hold) heldBack = (read, value) => hold(source, scope.Dataset.Id, read.Name, value);

        Written = onlyReviewed ? [.. KeysOf(scope).Union(scope.ToReview)] : released is null ? scope.Fields : scope.Wanted;
        Read = [.. Written, .. scope.ToReview.Except(Written)];
        toReview = [.. scope.ToReview.Select(field => (field, Read.ToList().IndexOf(field)))];
        (waiting, held) = (new long[toReview.Count], new long[toReview.Count]);
    }

    /// <summary>The fields that stand in the files.</summary>
    public IReadOnlyList<ReadField> Written { get; }

    /// <summary>The fields that are read: first those that are written, then those that only wait.</summary>
    public IReadOnlyList<ReadField> Read { get; }

    /// <summary>What waits and what is held back, as the manifest says it.</summary>
    public IReadOnlyList<WithheldField> Waiting => [.. toReview.Select((text, i) => new WithheldField(text.Field.Name, waiting[i], held[i]))];

    /// <summary>The row as it may leave; null where it has no place in this copy.</summary>
    /// <param name="row">The row as it was read.</param>
    /// <param name="count">Whether what stays behind is counted: only the first of two readings counts.</param>
    public SourceRow? Pass(SourceRow row, bool count)
    {
        if (toReview.Count == 0) return row;
        object?[]? changed = null;
        var any = false;
        for (var i = 0; i < toReview.Count; i++)
        {
            var (field, place) = toReview[i];
            if (place >= row.Values.Count || IsNothing(row.Values[place])) continue;
            if (released is not null && released(field, row.Values[place]!))
            {
                any = true;
                continue;
            }
            var isHeld = heldBack is not null && heldBack(field, row.Values[place]!);
            if (count) (isHeld ? held : waiting)[i]++;
            if (place >= Written.Count) continue;
            changed ??= [.. row.Values];
            changed[place] = isHeld ? Masked.Value : Withheld.Value;
        }
        if (onlyReviewed && !any) return null;
        return changed is null ? row : row with { Values = changed };
    }

    private static IEnumerable<ReadField> KeysOf(CopyScope scope) =>
        ReadField.AllOf(scope.Dataset).Where(field => field.Containers.Count == 0 && scope.Dataset.Key.Contains(field.Column));

    private static bool IsNothing(object? value) => value is null or Masked || (value is string text && string.IsNullOrWhiteSpace(text));
}

using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>A record with free texts that an officer reads.</summary>
/// <param name="Source">The source it lies in.</param>
/// <param name="Dataset">What the map says about it.</param>
/// <param name="Around">A few other values, to understand the texts by; what is about others is masked.</param>
/// <param name="Texts">The texts.</param>
internal sealed record RecordWithTexts(
    Source Source, Dataset Dataset, IReadOnlyList<(ReadField Field, object Value)> Around, IReadOnlyList<(ReadField Field, object Value)> Texts);

/// <summary>Reads the free texts of a copy from a source, record by record, in flat memory.</summary>
internal static class FreeTexts
{
    // Enough to know what one reads, little enough to look at nothing else (GDPR 5(1)(c)).
    private const int ValuesAround = 4;

    public static async IAsyncEnumerable<RecordWithTexts> ReadAsync(
        PersonInSource person, CopyKind kind, RegisterVersion register, [EnumeratorCancellation] CancellationToken ct)
    {
        if (person.Person is not { } key) yield break;
        var scopes = CopyScope.Of(person.Source.Map, kind, register, reviewed: false).Where(scope => scope.ToReview.Count > 0).ToList();
        if (scopes.Count == 0) yield break;

        await using var reading = await person.Source.OpenAsync(ct);
        foreach (var scope in scopes)
        {
            var around = AroundOf(scope);
            var query = new RowQuery(scope.Dataset, key, OthersData.Mask) { Fields = [.. around, .. scope.ToReview] };
            await foreach (var row in reading.StreamAsync(query, ct))
            {
                var texts = Pairs(scope.ToReview, row.Values.Skip(around.Count)).Where(text => text.Value is not Masked).ToList();
                if (texts.Count > 0) yield return new RecordWithTexts(person.Source.Map, scope.Dataset, [.. Pairs(around, row.Values)], texts);
            }
        }
    }

    // The date first, then what is short: never a number of the database, a file or a structure.
    private static List<ReadField> AroundOf(CopyScope scope) =>
    [
        .. scope.Fields
            .Where(field => field.Field.Type is not (FieldType.Json or FieldType.Php or FieldType.Bytes or FieldType.Uuid) && !scope.Dataset.Key.Contains(field.Name))
            .OrderBy(field => field.Name != scope.Dataset.Date)
            .Take(ValuesAround),
    ];

    private static IEnumerable<(ReadField Field, object Value)> Pairs(IEnumerable<ReadField> fields, IEnumerable<object?> values) =>
        fields.Zip(values).Where(pair => !ReviewedTexts.IsBlank(pair.Second)).Select(pair => (pair.First, pair.Second!));
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>What a planned erasure may say, before any database is asked.</summary>
internal static class ErasureRules
{
    public static void Check(Dataset dataset, string place, Action<string, string> fault)
    {
        foreach (var role in dataset.People)
        {
            var at = role.Name.Length == 0 ? place : $"{place}.people.{role.Name}";
            var own = role.Name.Length == 0 ? dataset.Fields : role.Fields;
            if (role.Erasure.Action == ErasureAction.Delete) continue;
            if (own.Count == 0) fault(at, "The row stays and no field of this person is there to change, so an erasure would do nothing. Give the role its \"fields\", or write \"erasure\": \"delete\".");
            CheckLink(dataset, role, at, fault);
        }
        foreach (var (field, at) in MapRules.Places(dataset, place))
        {
            CheckField(dataset, field, at, fault);
            foreach (var part in field.Parts.Where(part => part.Erasure != field.Erasure))
            {
                fault($"{at}.parts.{part.Column}", "A part is erased with its column, and this one says otherwise. Remove its erasure, or write it at the column.");
            }
        }
    }

    // A row that stays must no longer lead to the person, unless a ground says so.
    private static void CheckLink(Dataset dataset, PersonRole role, string place, Action<string, string> fault)
    {
        foreach (var column in role.Paths.Where(p => p is { Steps.Count: 0, Via: null }).SelectMany(p => p.Columns).Select(c => c.Column).Distinct())
        {
            var field = dataset.Find(column);
            if (field is null || field.Erasure is { Action: ErasureAction.Keep, Ground: null })
            {
                fault(place, $"After an erasure the row would still lead to the person by '{column}'. Map it as a field with null, mask or hash, or keep it with a ground.");
            }
        }
    }

    private static void CheckField(Dataset dataset, Field field, string place, Action<string, string> fault)
    {
        switch (field.Erasure.Action)
        {
            case ErasureAction.Keep when field.Secret && field.Erasure.Ground is not null:
                fault(place, "A secret is of no use once the person is gone, and no ground keeps it. Write null, mask or hash for it.");
                break;
            case ErasureAction.Hash when field.Type is not (FieldType.Text or FieldType.Bytes):
                fault(place, $"Only text and bytes can become a hash, and this is {Words.Of(field.Type)}. Write null or a mask that fits.");
                break;
            case ErasureAction.Mask when !Fits(field):
                fault(place, $"The mask '{field.Erasure.Mask}' is no {Words.Of(field.Type)}. Write null, or a mask that fits the type.");
                break;
            case ErasureAction.Null or ErasureAction.Mask or ErasureAction.Hash when dataset.Key.Contains(field.Column):
                fault(place, "The column identifies the row and cannot change. Remove its erasure, or delete the row.");
                break;
        }
    }

    private static bool Fits(Field field) => field.Type switch
    {
        FieldType.Text => true,
        FieldType.Integer => long.TryParse(field.Erasure.Mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.Decimal => decimal.TryParse(field.Erasure.Mask, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        FieldType.Boolean => field.Erasure.Mask is "0" or "1" or "true" or "false",
        FieldType.Uuid => Guid.TryParse(field.Erasure.Mask, out _),
        // An opaque value may become any text; one that is read in parts must stay readable.
        FieldType.Json or FieldType.Php => field.Parts.Count == 0,
        FieldType.Bytes or FieldType.Date or FieldType.Time or FieldType.DateTime => false,
    };
}

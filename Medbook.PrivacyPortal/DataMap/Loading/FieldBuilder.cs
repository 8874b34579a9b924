using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Reads fields; what a field does not say, its dataset (or the field it is a part of) says.</summary>
internal sealed class FieldBuilder(MapFile file)
{
    private static readonly Erasure KeyStays = new() { Action = ErasureAction.Keep };

    private sealed record Defaults(
        string? Category, IReadOnlyList<string>? Activities, Origin? Origin, Others? Others, bool? Rectifiable, RectifyWay? Rectify, bool Secret, Erasure Erasure,
        IReadOnlyList<string> Key);

    /// <summary>The fields of a dataset or of one of its roles.</summary>
    /// <param name="fields">As written.</param>
    /// <param name="dataset">Whose defaults count.</param>
    /// <param name="row">What an erasure does to the row.</param>
    /// <param name="place">Where they stand.</param>
    public IReadOnlyList<Field> Build(OrderedDictionary<string, FieldDocument>? fields, DatasetDocument dataset, Erasure row, string place) =>
        Build(fields, new(dataset.Category, dataset.Activities, dataset.Origin, dataset.Others, dataset.Rectifiable, dataset.Rectify, false, row, dataset.Key), $"{place}.fields");

    private List<Field> Build(OrderedDictionary<string, FieldDocument>? fields, Defaults defaults, string place) =>
        [.. (fields ?? []).Select(f => Field(f.Key, f.Value, defaults, $"{place}.{f.Key}"))];

    private Field Field(string column, FieldDocument field, Defaults defaults, string place)
    {
        var type = field.Type ?? FieldType.Text;
        var stored = field.Stored ?? Storage.Native;
        CheckStorage(type, stored, field.Format, field.Zone ?? "UTC", place);
        var own = Erasure(field.Erasure, $"{place}.erasure");
        CheckErasure(own, defaults.Erasure, place);
        var said = defaults with
        {
            Category = Said(field.Category ?? defaults.Category, "category", place),
            Activities = field.Activities ?? defaults.Activities ?? [],
            Origin = field.Origin ?? defaults.Origin,
            Others = field.Others ?? defaults.Others,
            Rectifiable = field.Rectifiable ?? defaults.Rectifiable,
            Rectify = field.Rectify ?? defaults.Rectify,
            Secret = field.Secret ?? defaults.Secret,
            // What identifies a row that stays is the row's, not the person's.
            Erasure = own ?? (defaults.Erasure.Action != ErasureAction.Delete && defaults.Key.Contains(column) ? KeyStays : defaults.Erasure),
        };
        if (said.Activities!.Count == 0) Said(null, "activities", place);
        if (said.Origin is null) Said(null, "origin", place);
        if (field.Values is not null && type is not (FieldType.Text or FieldType.Integer))
        {
            file.Fault($"{place}.values", $"Only text and integer are codes, and this is {Words.Of(type)}. Remove \"values\".");
        }
        if (field.Parts is not null && type is not (FieldType.Json or FieldType.Php))
        {
            file.Fault($"{place}.parts", $"Only json and php have parts, and this is {Words.Of(type)}. Remove \"parts\" or write the type.");
        }
        return new()
        {
            Column = column,
            Type = type,
            Stored = stored,
            Format = field.Format,
            Zone = field.Zone ?? "UTC",
            Empty = Invariant(field.Empty),
            Label = MapBuilder.Text(field.Label),
            Values = (field.Values ?? []).ToDictionary(value => value.Key, value => MapBuilder.Text(value.Value)),
            Category = said.Category ?? "",
            Activities = said.Activities,
            Origin = said.Origin ?? default,
            Others = said.Others ?? default,
            Rectifiable = said.Rectifiable ?? false,
            Rectify = said.Rectify ?? default,
            Research = field.Research ?? default,
            Secret = said.Secret,
            Erasure = said.Erasure,
            Parts = Build(field.Parts, said with { Key = [] }, $"{place}.parts"),
        };
    }

    /// <summary>An erasure as written; null where nothing is.</summary>
    public Erasure? Erasure(ErasureDocument? erasure, string place)
    {
        if (erasure is null) return null;
        if (erasure.Action is { } action) return new() { Action = action };
        if (erasure.Mask is not null == erasure.Keep is not null)
        {
            file.Fault(place, "An erasure is one thing. Write { \"mask\": \"TEXT\" } or { \"keep\": \"GROUND\", \"why\": \"EN | NL | FR\" }.");
        }
        if (erasure.Keep is not null && erasure.Why is null)
        {
            file.Fault(place, "What is kept needs its reason in words. Write \"why\": \"EN | NL | FR\" beside \"keep\".");
        }
        if (erasure.Keep is null && erasure.Why is not null)
        {
            file.Fault(place, "\"why\" belongs to \"keep\". Write \"keep\": \"GROUND\" or remove it.");
        }
        return erasure.Keep is { } ground
            ? new() { Action = ErasureAction.Keep, Ground = ground, Why = erasure.Why is null ? null : MapBuilder.Text(erasure.Why) }
            : new() { Action = ErasureAction.Mask, Mask = erasure.Mask };
    }

    private void CheckErasure(Erasure? own, Erasure row, string place)
    {
        if (own is null) return;
        if (own.Action == ErasureAction.Delete && row.Action != ErasureAction.Delete)
        {
            file.Fault(place, "Only a row can be deleted. Write null, mask or hash for the field, or \"erasure\": \"delete\" for the dataset.");
        }
        if (own.Action != ErasureAction.Delete && row.Action == ErasureAction.Delete)
        {
            file.Fault(place, $"The row is deleted, so {Words.Of(own.Action)} never happens. Remove it, or write another \"erasure\" for the row.");
        }
    }

    /// <summary>Whether a type can be stored so, and its format and zone are there and known.</summary>
    public void CheckStorage(FieldType type, Storage stored, string? format, string zone, string place)
    {
        IReadOnlyList<Storage> possible = type switch
        {
            FieldType.Text => [Storage.Native, Storage.Bytes],
            FieldType.Integer or FieldType.Decimal or FieldType.Boolean => [Storage.Native, Storage.Text],
            FieldType.Uuid or FieldType.Json or FieldType.Php => [Storage.Native, Storage.Text, Storage.Bytes],
            FieldType.Bytes => [Storage.Native],
            FieldType.Date or FieldType.DateTime =>
                [Storage.Native, Storage.Iso, Storage.Unix, Storage.UnixMs, Storage.Ticks, Storage.Format],
            FieldType.Time => [Storage.Native, Storage.Iso, Storage.Format],
        };
        if (!possible.Contains(stored))
        {
            file.Fault(place, $"{Words.Of(type)} cannot be stored as {Words.Of(stored)}. Write {string.Join(" or ", possible.Select(Words.Of))}.");
        }
        if (stored == Storage.Format != !string.IsNullOrEmpty(format))
        {
            file.Fault(place, "\"stored\": \"format\" and \"format\" belong together. Write both or none.");
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            file.Fault($"{place}.zone", $"'{zone}' is no time zone. Write an IANA name, for example Europe/Brussels.");
        }
    }

    /// <summary>Values as the text that stored values are compared with.</summary>
    public static IReadOnlyList<string> Invariant(IEnumerable<Scalar>? values) => [.. (values ?? []).Select(v => v.Value switch
    {
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text?.ToString() ?? "",
    })];

    private string? Said(string? value, string word, string place)
    {
        if (value is null) file.Fault(place, $"\"{word}\" is missing. Write it here, or once for the whole dataset.");
        return value;
    }
}

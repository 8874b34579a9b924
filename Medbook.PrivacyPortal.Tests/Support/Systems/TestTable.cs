using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>A kind of records of a <see cref="TestSystem"/>, in memory.</summary>
internal sealed class TestTable(string name, string[] key, params SystemField[] fields)
{
    public SystemTable Shape { get; } = new(name, key, fields);

    /// <summary>The field with the person's key, by role; the role of a row about one person is empty.</summary>
    public IReadOnlyDictionary<string, string> People { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a row stays as long as somebody else reaches it.</summary>
    public bool IsShared { get; init; }

    /// <summary>The tables that fields point at.</summary>
    public IReadOnlyDictionary<string, string> PointsAt { get; init; } = new Dictionary<string, string>();

    public List<Dictionary<string, JsonElement>> Rows { get; private set; } = [];

    /// <summary>Adds a row, a value for each field.</summary>
    public TestTable With(params object?[] values)
    {
        Rows.Add(Shape.Fields.Zip(values).ToDictionary(pair => pair.First.Name, pair => JsonSerializer.SerializeToElement(pair.Second)));
        return this;
    }

    /// <summary>What a row holds, by its key.</summary>
    public string? Value(string rowKey, string field) =>
        Rows.SingleOrDefault(row => KeyOf(row)[0] == rowKey) is { } found ? Text(found[field]) : null;

    public List<Dictionary<string, JsonElement>> Copy() => [.. Rows.Select(row => new Dictionary<string, JsonElement>(row))];

    public void Restore(List<Dictionary<string, JsonElement>> rows) => Rows = rows;

    public IReadOnlyList<string> KeyOf(Dictionary<string, JsonElement> row) => [.. Shape.Key.Select(field => Text(row[field])!)];

    /// <summary>Rows that are meant, in the order of their key.</summary>
    public IEnumerable<Dictionary<string, JsonElement>> Select(SystemRows which) => Rows.Where(row => IsMeant(row, which)).Order(ByKey);

    /// <summary>The roles a person has on a row.</summary>
    public IReadOnlyList<string> RolesOf(Dictionary<string, JsonElement> row, string? person) =>
        person is null ? [] : [.. People.Where(role => IsId(row, role.Value, person)).Select(role => role.Key)];

    /// <summary>Whether a row is about somebody else, too.</summary>
    public bool IsOthersToo(Dictionary<string, JsonElement> row, string? person) =>
        person is not null && People.Values.Any(field => Text(row[field]) is not null && !IsId(row, field, person));

    public IComparer<Dictionary<string, JsonElement>> ByKey => Comparer<Dictionary<string, JsonElement>>.Create((one, other) => Compare(KeyOf(one), KeyOf(other)));

    /// <summary>Numbers by value, everything else by its characters.</summary>
    public int Compare(IReadOnlyList<string> one, IReadOnlyList<string> other) => Shape.Key
        .Select((field, i) => Shape.Fields.Single(f => f.Name == field).Type is "integer" or "decimal"
            ? decimal.Parse(one[i], CultureInfo.InvariantCulture).CompareTo(decimal.Parse(other[i], CultureInfo.InvariantCulture))
            : string.CompareOrdinal(one[i], other[i]))
        .FirstOrDefault(difference => difference != 0);

    /// <summary>Whether two values of a field mean the same: a time is an instant, wherever its clock hangs.</summary>
    public static bool Same(SystemField field, JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other)
        || (field.Type == "timestamp" && one.ValueKind == JsonValueKind.String && other.ValueKind == JsonValueKind.String
            && one.GetDateTimeOffset() == other.GetDateTimeOffset());

    /// <summary>The day of a date or a time; null where there is none.</summary>
    public static DateOnly? Day(JsonElement value) => Text(value) switch
    {
        null => null,
        { Length: 10 } day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        var instant => BrusselsTime.DateOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)),
    };

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private bool IsMeant(Dictionary<string, JsonElement> row, SystemRows which) =>
        (which.Person is null || (which.Role is { } role ? RolesOf(row, which.Person).Contains(role) : RolesOf(row, which.Person).Count > 0))
        && (which.Except is null || which.Except.All(person => RolesOf(row, person).Count == 0))
        && (which.Begun is null || Day(row[which.Begun.Field]) <= which.Begun.By)
        && (which.Keys is null || which.Keys.Any(named => named.SequenceEqual(KeyOf(row))));

    // A person may be an address, which has no upper and lower case.
    private static bool IsId(Dictionary<string, JsonElement> row, string field, string person) =>
        PersonKey.TryParse(person, out var parsed) && string.Equals(Text(row[field]), parsed.Values[0], StringComparison.OrdinalIgnoreCase);
}

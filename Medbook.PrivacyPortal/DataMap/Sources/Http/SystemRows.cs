using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Which rows of a table of a system are meant; all of them where nothing is said.</summary>
internal sealed record SystemRows
{
    /// <summary>The person they are of, as <see cref="Model.PersonKey.ToString"/> writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Person { get; init; }

    /// <summary>The role the person has on them; null where a row is about one person only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    /// <summary>Persons none of them is of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Except { get; init; }

    /// <summary>A period that began on some day at the latest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SystemBegun? Begun { get; init; }

    /// <summary>Their keys, a text for each column of the key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<string>>? Keys { get; init; }
}

/// <summary>Rows whose period began no later than on a day; rows without that date have not begun.</summary>
/// <param name="Field">The date a period begins with.</param>
/// <param name="By">The last day, in Brussels.</param>
internal sealed record SystemBegun(string Field, DateOnly By);

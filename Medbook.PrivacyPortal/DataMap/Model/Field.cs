using System.Text.Json.Serialization;
using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>One column that holds personal data, or one part of a structured column.</summary>
public sealed record Field
{
    /// <summary>The column; for a part its path in the value, names joined by dots.</summary>
    public required string Column { get; init; }

    /// <summary>What the value is.</summary>
    public FieldType Type { get; init; }

    /// <summary>How the value is stored.</summary>
    public Storage Stored { get; init; }

    /// <summary>The declared .NET format of a date or time; only with <see cref="Storage.Format"/>.</summary>
    public string? Format { get; init; }

    /// <summary>The time zone of stored times without one (IANA name); UTC where the file says nothing.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Stored values that mean "nothing", as invariant text (<c>0000-00-00 00:00:00</c>, <c>0</c>).</summary>
    public IReadOnlyList<string> Empty { get; init; } = [];

    /// <summary>What the person reads.</summary>
    public required LocalText Label { get; init; }

    /// <summary>What stored codes mean, as the person reads them; the key is the value as invariant text. Copies keep the code.</summary>
    public IReadOnlyDictionary<string, LocalText> Values { get; init; } = new Dictionary<string, LocalText>();

    /// <summary>Kind of personal data: a key of <see cref="Map.Categories"/>.</summary>
    public required string Category { get; init; }

    /// <summary>Identifiers of the register's activities that hold this field; never empty.</summary>
    public required IReadOnlyList<string> Activities { get; init; }

    /// <summary>Where the value came from; decides portability.</summary>
    public required Origin Origin { get; init; }

    /// <summary>Whether it may be about other people.</summary>
    public Others Others { get; init; }

    /// <summary>Whether a person can ask for another value.</summary>
    public bool Rectifiable { get; init; }

    /// <summary>Who writes another value into the source.</summary>
    public RectifyWay Rectify { get; init; }

    /// <summary>Whether a study may have it, and how coarse.</summary>
    public ResearchUse Research { get; init; }

    /// <summary>Described but never copied or shown: password hashes, tokens.</summary>
    public bool Secret { get; init; }

    /// <summary>What an erasure does to it.</summary>
    public required Erasure Erasure { get; init; }

    /// <summary>What a value that was read means; null where the map gives no words for it.</summary>
    public LocalText? MeaningOf(object? value) =>
        Values.Count > 0 && value is string or long && Values.TryGetValue(Convert.ToString(value, CultureInfo.InvariantCulture)!, out var meaning) ? meaning : null;

    /// <summary>
    /// The parts of a <see cref="FieldType.Json"/> or <see cref="FieldType.Php"/> value that are read one by one;
    /// empty: the value is one opaque free text.
    /// </summary>
    public IReadOnlyList<Field> Parts { get; init; } = [];
}

/// <summary>What a value is.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A number with decimals.</summary>
    Decimal,
    /// <summary>Yes or no; 1 and 0 where the database has no such type.</summary>
    Boolean,
    /// <summary>A UUID.</summary>
    Uuid,
    /// <summary>Bytes; base64 in a copy.</summary>
    Bytes,
    /// <summary>JSON, in parts or as one text.</summary>
    Json,
    /// <summary>PHP's <c>serialize()</c> form, in parts or as one text.</summary>
    Php,
    /// <summary>A calendar date.</summary>
    Date,
    /// <summary>A time of day.</summary>
    Time,
    /// <summary>A date with a time.</summary>
    [JsonStringEnumMemberName("datetime")]
    DateTime,
}

/// <summary>How a value is stored.</summary>
public enum Storage
{
    /// <summary>The database's own type; in SQLite what its own functions read: ISO text for dates and times, text for UUIDs, 0 and 1 for booleans.</summary>
    Native,
    /// <summary>As text: a number, a boolean (<c>true</c>/<c>false</c>, <c>t</c>/<c>f</c>, <c>1</c>/<c>0</c>), a UUID.</summary>
    Text,
    /// <summary>As bytes: UTF-8 text, or the 16 bytes of a UUID in the order they are written.</summary>
    Bytes,
    /// <summary>A date or time as ISO 8601 text.</summary>
    Iso,
    /// <summary>Seconds since 1 January 1970 UTC.</summary>
    Unix,
    /// <summary>Milliseconds since 1 January 1970 UTC.</summary>
    UnixMs,
    /// <summary>Steps of 100 nanoseconds since 1 January 0001 UTC (.NET).</summary>
    Ticks,
    /// <summary>A date or time as text in a declared format.</summary>
    Format,
}

/// <summary>Where a value came from.</summary>
/// <remarks>GDPR 15(1)(g), 20(1): observed counts as provided, derived does not.</remarks>
public enum Origin
{
    /// <summary>The person gave it.</summary>
    Provided,
    /// <summary>Seen while the person used a service.</summary>
    Observed,
    /// <summary>Concluded from other data.</summary>
    Derived,
    /// <summary>Somebody else gave it.</summary>
    ThirdParty,
}

/// <summary>Who writes another value into the source.</summary>
/// <remarks>GDPR 16.</remarks>
public enum RectifyWay
{
    /// <summary>The portal, where nothing else stands in the way.</summary>
    ByPortal,
    /// <summary>Somebody in the application, which keeps more than this column in step.</summary>
    ByHand,
}

/// <summary>Whether a study may have a value.</summary>
/// <remarks>GDPR 89(1); rule C4: direct identifiers and free text never leave.</remarks>
public enum ResearchUse
{
    /// <summary>Never: it says who somebody is, or nobody has decided.</summary>
    Never,
    /// <summary>Only made coarser: a date, a place, an amount.</summary>
    Generalised,
    /// <summary>As it is: one of few values that many people share.</summary>
    AsIs,
}

/// <summary>Whether a value may be about other people.</summary>
/// <remarks>GDPR 15(4), 20(4).</remarks>
public enum Others
{
    /// <summary>No.</summary>
    None,
    /// <summary>It is about somebody else: masked in copies.</summary>
    Structured,
    /// <summary>Free words that may name somebody: an officer reviews them before they leave.</summary>
    FreeText,
}

using System.ComponentModel;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

// The file as it is written. The JSON Schema and the reader both come from these classes; MapBuilder makes the model of them.

internal sealed class MapDocument
{
    [JsonPropertyName("$schema")]
    [Description("The address of datamap.schema.json, so that editors help while you write.")]
    public string? Schema { get; set; }

    [Description("Further kinds of personal data, beside the portal's own (identity, contact, account, career, medical-experience, technical, usage, content, company, billing, consent, security).")]
    public OrderedDictionary<string, TextDocument>? Categories { get; set; }

    [Description("The databases, by name. Links and copies carry the name. None is valid.")]
    public required OrderedDictionary<string, SourceDocument> Sources { get; set; }
}

[Description("One database that holds personal data.")]
internal sealed class SourceDocument
{
    [Description("What people read; the name where left out.")]
    public TextDocument? Label { get; set; }

    [Description("Kind of source: sqlite, postgresql, or http (a system that is no database and speaks the portal's protocol).")]
    public required string Provider { get; set; }

    [Description("Name of the connection string in the configuration; the source's name where left out.")]
    public string? Connection { get; set; }

    [Description("How a person is recognised by a verified e-mail address, by name. Tried in this order; the first with a match decides.")]
    public OrderedDictionary<string, IdentityDocument>? Identities { get; set; }

    [Description("The records, by identifier.")]
    public OrderedDictionary<string, DatasetDocument>? Datasets { get; set; }

    [Description("Tables without personal data, each with the reason.")]
    public OrderedDictionary<string, string>? Excluded { get; set; }

    [Description("Engine and technical tables. A name may end in *.")]
    public List<string>? System { get; set; }
}

[Description("A table with one row per person, or the address itself.")]
internal sealed class IdentityDocument
{
    [Description("The table; the identity's name where left out.")]
    public string? Table { get; set; }

    [Description("The column or columns of the person's key.")]
    public OneOrMany<string>? Key { get; set; }

    [Description("The column or columns with the person's addresses, here or at the end of a path.")]
    public OneOrMany<AddressDocument>? Addresses { get; set; }

    [Description("Which rows have a verified address.")]
    public OrderedDictionary<string, OneOrMany<Scalar>>? Where { get; set; }

    [Description("The address itself is the person's key: people without an account. Nothing else is said then.")]
    public bool? ByAddress { get; set; }
}

[Description("A column with an address.")]
internal sealed class AddressDocument : IFromText<AddressDocument>
{
    [Description("Steps to the table with the column.")]
    public OneOrMany<StepDocument>? Path { get; set; }

    [Description("The column.")]
    public required string Column { get; set; }

    public static AddressDocument FromText(string text) => new() { Column = text };
}

[Description("How long rows are kept: until-asked, until-withdrawn, criteria, with-origin, or a period after a date.")]
internal sealed class RetentionDocument : IFromText<RetentionDocument>
{
    [Description("The period: a number and days, months or years.")]
    public required string After { get; set; }

    [Description("The date it starts from. NULL: not begun.")]
    public required AnchorDocument From { get; set; }

    [Description("The policy names no maximum: a decision is due at the date, not a deletion.")]
    public bool? AtLeast { get; set; }

    internal RetentionRule Rule { get; private init; } = RetentionRule.Period;

    public static RetentionDocument FromText(string text) => new()
    {
        Rule = Words.TryRead<RetentionRule>(text, out var rule) && rule != RetentionRule.Period
            ? rule
            : throw new FormatException(
                $"'{text}' is no rule. Write until-asked, until-withdrawn, criteria, with-origin, or {{ \"after\": \"12 months\", \"from\": \"COLUMN\" }}."),
        After = "", From = new() { Column = "" },
    };
}

[Description("The column a period starts from. A mapped field's type counts; say it here only where the column is no field.")]
internal sealed class AnchorDocument : IFromText<AnchorDocument>
{
    [Description("Steps to the table with the column.")]
    public OneOrMany<StepDocument>? Path { get; set; }

    [Description("The column.")]
    public required string Column { get; set; }

    [Description("date or datetime.")]
    public FieldType? Type { get; set; }

    [Description("How it is stored.")]
    public Storage? Stored { get; set; }

    [Description("The .NET format, with \"stored\": \"format\".")]
    public string? Format { get; set; }

    [Description("The IANA time zone of times without one; UTC where left out.")]
    public string? Zone { get; set; }

    [Description("Stored values that mean: nothing.")]
    public List<Scalar>? Empty { get; set; }

    public static AnchorDocument FromText(string text) => new() { Column = text };
}

[Description("What an erasure does: delete, null, hash, or one of the objects.")]
internal sealed class ErasureDocument : IFromText<ErasureDocument>
{
    [Description("The text that is written over the value.")]
    public string? Mask { get; set; }

    [Description("The value stays: the exception of GDPR 17(3).")]
    public KeepGround? Keep { get; set; }

    [Description("Why it stays, as the person reads it.")]
    public TextDocument? Why { get; set; }

    internal ErasureAction? Action { get; private init; }

    public static ErasureDocument FromText(string text) => new()
    {
        Action = Words.TryRead<ErasureAction>(text, out var action) && action is ErasureAction.Delete or ErasureAction.Null or ErasureAction.Hash
            ? action
            : throw new FormatException(
                $"'{text}' is no erasure. Write delete, null, hash, {{ \"mask\": \"TEXT\" }} or {{ \"keep\": \"GROUND\", \"why\": \"EN | NL | FR\" }}."),
    };
}

[Description("A text in three languages. In one line: EN | NL | FR; without bars it is the same in all three.")]
internal sealed class TextDocument : IFromText<TextDocument>
{
    [Description("English.")]
    public required string En { get; set; }

    [Description("Dutch as in Belgium.")]
    public required string Nl { get; set; }

    [Description("French as in Belgium.")]
    public required string Fr { get; set; }

    public static TextDocument FromText(string text) => text.Split('|', StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 } same] => new() { En = same, Nl = same, Fr = same },
        [{ Length: > 0 } en, { Length: > 0 } nl, { Length: > 0 } fr] => new() { En = en, Nl = nl, Fr = fr },
        _ => throw new FormatException($"'{text}' is not three texts. Write EN | NL | FR, or one text that is the same in all three."),
    };
}

using System.ComponentModel;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.DataMap.Loading;

[Description("Records of one kind.")]
internal sealed class DatasetDocument
{
    [Description("The table or view; the identifier where left out.")]
    public string? Table { get; set; }

    [Description("What people read.")]
    public required TextDocument Label { get; set; }

    [Description("The column or columns that identify a row, or none.")]
    public required OneOrMany<string> Key { get; set; }

    [Description("Which rows are meant: a column and its value, several values, or null.")]
    public OrderedDictionary<string, OneOrMany<Scalar>>? Where { get; set; }

    [Description("Takes the rows of the table that no other dataset takes.")]
    public bool? Else { get; set; }

    [Description("How a row leads to the person: a column, a path of steps, or anyOf several.")]
    public PathDocument? Person { get; set; }

    [Description("Several persons on one row, by role.")]
    public OrderedDictionary<string, RoleDocument>? People { get; set; }

    [Description("No path leads to a person: the reason why it is held.")]
    public string? Unlinked { get; set; }

    [Description("A row may belong to several persons: it is deleted once nobody else reaches it.")]
    public bool? Shared { get; set; }

    [Description("The dataset this one is a cache or an index of: cleared with it.")]
    public string? CopyOf { get; set; }

    [Description("The field that dates a record.")]
    public string? Date { get; set; }

    [Description("How long rows are kept.")]
    public RetentionDocument? Retention { get; set; }

    [Description("What an erasure does to a row (delete, where left out), or to every field that says nothing else.")]
    public ErasureDocument? Erasure { get; set; }

    [Description("Where an activity's legal basis differs for these rows.")]
    public OrderedDictionary<string, LegalBasis>? Basis { get; set; }

    [Description("Kind of personal data of the fields that do not say.")]
    public string? Category { get; set; }

    [Description("Activities of the fields that do not say.")]
    public OneOrMany<string>? Activities { get; set; }

    [Description("Where the values of the fields that do not say came from.")]
    public Origin? Origin { get; set; }

    [Description("Whether the fields that do not say may be about other people.")]
    public Others? Others { get; set; }

    [Description("Whether the fields that do not say can be corrected.")]
    public bool? Rectifiable { get; set; }

    [Description("Who writes a correction of the fields that do not say; by-portal where left out.")]
    public RectifyWay? Rectify { get; set; }

    [Description("The columns with personal data.")]
    public OrderedDictionary<string, FieldDocument>? Fields { get; set; }

    [Description("Columns without personal data, each with the reason.")]
    public OrderedDictionary<string, string>? Excluded { get; set; }
}

[Description("One of several persons on a row.")]
internal sealed class RoleDocument
{
    [Description("What people read: you sent it.")]
    public required TextDocument Label { get; set; }

    [Description("How a row leads to this person.")]
    public required PathDocument Person { get; set; }

    [Description("The columns that are about this person alone.")]
    public OrderedDictionary<string, FieldDocument>? Fields { get; set; }

    [Description("What an erasure for this person does: delete takes the row, anything else changes the role's fields. The dataset's where left out.")]
    public ErasureDocument? Erasure { get; set; }
}

[Description("A column with personal data. A text needs only its label.")]
internal sealed class FieldDocument : IFromText<FieldDocument>
{
    [Description("What people read.")]
    public required TextDocument Label { get; set; }

    [Description("What the value is; text where left out.")]
    public FieldType? Type { get; set; }

    [Description("How the value is stored; native where left out.")]
    public Storage? Stored { get; set; }

    [Description("The .NET format of a date or time, with \"stored\": \"format\".")]
    public string? Format { get; set; }

    [Description("The IANA time zone of times without one; UTC where left out.")]
    public string? Zone { get; set; }

    [Description("Stored values that mean: nothing.")]
    public List<Scalar>? Empty { get; set; }

    [Description("What stored codes mean, as people read them. Copies keep the code.")]
    public OrderedDictionary<string, TextDocument>? Values { get; set; }

    [Description("Kind of personal data.")]
    public string? Category { get; set; }

    [Description("Identifiers of the register's activities that hold it.")]
    public OneOrMany<string>? Activities { get; set; }

    [Description("Where the value came from.")]
    public Origin? Origin { get; set; }

    [Description("Whether it may be about other people.")]
    public Others? Others { get; set; }

    [Description("Whether a person can ask for another value.")]
    public bool? Rectifiable { get; set; }

    [Description("Who writes another value: by-portal, or by-hand where the application keeps more than this column in step.")]
    public RectifyWay? Rectify { get; set; }

    [Description("Whether a study may have it: never, where left out; generalised: only made coarser; as-is: one of few values that many people share.")]
    public ResearchUse? Research { get; set; }

    [Description("Described but never copied or shown.")]
    public bool? Secret { get; set; }

    [Description("What an erasure does to it, where the row stays.")]
    public ErasureDocument? Erasure { get; set; }

    [Description("The parts of a json or php value, by path (names joined by dots). Without them the value is one free text.")]
    public OrderedDictionary<string, FieldDocument>? Parts { get; set; }

    public static FieldDocument FromText(string text) => new() { Label = TextDocument.FromText(text) };
}

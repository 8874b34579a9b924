using System.ComponentModel;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

[Description("A step to another table (COLUMN = TABLE.COLUMN), or the end: the column with the person's key.")]
internal class StepDocument : IFromText<StepDocument>
{
    [Description("The end: the column with the person's key.")]
    public string? Column { get; set; }

    [Description("The end: the columns of a key of several.")]
    public List<ColumnDocument>? Columns { get; set; }

    [Description("The end: whose key it is; the source's first identity where left out.")]
    public string? Identity { get; set; }

    [Description("A step: pairs of columns, COLUMN = TABLE.COLUMN.")]
    public OneOrMany<string>? On { get; set; }

    [Description("A step in long form: the columns before.")]
    public OneOrMany<ColumnDocument>? From { get; set; }

    [Description("A step in long form: the table.")]
    public string? Table { get; set; }

    [Description("A step in long form: its columns.")]
    public OneOrMany<ColumnDocument>? To { get; set; }

    [Description("A step: which rows of the joined table count.")]
    public OrderedDictionary<string, OneOrMany<Scalar>>? Where { get; set; }

    [Description("The end: the dataset whose table is joined and whose own path goes on.")]
    public string? Via { get; set; }

    [Description("A prefix that is cut off before comparing; a value without it equals nothing.")]
    public string? Strip { get; set; }

    [Description("Texts that are replaced before comparing.")]
    public OrderedDictionary<string, string>? Replace { get; set; }

    [Description("Compare in lower case.")]
    public bool? Lower { get; set; }

    [Description("Compare as text, integer, decimal or uuid.")]
    public FieldType? Cast { get; set; }

    [JsonIgnore]
    public bool IsEnd => Column is not null || Columns is not null;

    public static StepDocument FromText(string text) => Fill(new StepDocument(), text);

    protected static T Fill<T>(T step, string text) where T : StepDocument
    {
        if (text.Contains('=', StringComparison.Ordinal)) step.On = new([text]);
        else step.Column = text;
        return step;
    }
}

[Description("How a row leads to a person: a column, a step, a list of steps, or anyOf several.")]
internal sealed class PathDocument : StepDocument, IFromText<PathDocument>, IFromList<PathDocument, StepDocument>
{
    [Description("Several ways; any of them is enough.")]
    public List<PathDocument>? AnyOf { get; set; }

    internal IReadOnlyList<StepDocument>? Steps { get; private init; }

    public static new PathDocument FromText(string text) => Fill(new PathDocument(), text);

    public static PathDocument FromList(IReadOnlyList<StepDocument> items) => new() { Steps = items };
}

[Description("A column, changed before it is compared.")]
internal sealed class ColumnDocument : IFromText<ColumnDocument>
{
    [Description("The column.")]
    public required string Column { get; set; }

    [Description("A prefix that is cut off; a value without it equals nothing.")]
    public string? Strip { get; set; }

    [Description("Texts that are replaced.")]
    public OrderedDictionary<string, string>? Replace { get; set; }

    [Description("Compare in lower case.")]
    public bool? Lower { get; set; }

    [Description("Compare as text, integer, decimal or uuid.")]
    public FieldType? Cast { get; set; }

    public static ColumnDocument FromText(string text) => new() { Column = text };
}

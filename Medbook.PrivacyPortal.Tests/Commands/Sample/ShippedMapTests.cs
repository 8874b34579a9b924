using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

/// <summary>The shipped map is also the example of the language: every word of it is used in earnest at least once.</summary>
public sealed class ShippedMapTests
{
    private static readonly Source Sample = ShippedMap.For(Provider.Sqlite).Find("sample")!;

    private static IEnumerable<PersonPath> Paths => Sample.Datasets.SelectMany(dataset => dataset.People).SelectMany(role => role.Paths);

    private static IEnumerable<PathStep> Steps => Paths.SelectMany(path => path.Steps);

    private static IEnumerable<ColumnValue> Values => Steps.SelectMany(step => step.Pairs)
        .SelectMany(pair => new[] { pair.From, pair.To }).Concat(Paths.SelectMany(path => path.Columns));

    private static IEnumerable<Field> Fields => Sample.Datasets.SelectMany(dataset => dataset.AllFields).SelectMany(column => column.Parts.Prepend(column));

    /// <summary>Each word, and whether the map uses it.</summary>
    private static readonly Dictionary<string, bool> Words = new()
    {
        ["an identity with addresses by path"] = Sample.Identities.Any(identity => identity.Addresses.Any(address => address.Steps.Count > 0)),
        ["where on an identity"] = Sample.Identities.Any(identity => !identity.Where.IsNone),
        ["the address as the key"] = Sample.Identities.Any(identity => identity.IsAddress),
        ["where ="] = Datasets(dataset => dataset.Where.Conditions.Any(condition => condition.Values is [not null])),
        ["where in"] = Datasets(dataset => dataset.Where.Conditions.Any(condition => condition.Values.Count > 1)),
        ["where null"] = Datasets(dataset => dataset.Where.Conditions.Any(condition => condition.Values is [null])),
        ["where on a step"] = Steps.Any(step => !step.Where.IsNone),
        ["else"] = Datasets(dataset => dataset.Else),
        ["a path of several steps to the person"] = Sample.Datasets.Any(dataset => dataset.People.Any(role => role.Paths.Any(path => path.Steps.Count > 0 && path.Via is null))),
        ["a path against the foreign key"] = Sample.Find("practices")!.People[0].Paths[0].Steps is [{ Table: "members" }],
        ["a self join"] = Sample.Datasets.Any(dataset => dataset.People.Any(role => role.Paths.Any(path => path.Steps.Any(step => step.Table == dataset.Table)))),
        ["cast"] = Values.Any(value => value.Cast is not null),
        ["strip"] = Values.Any(value => value.StripPrefix is not null),
        ["replace"] = Values.Any(value => value.Replace.Count > 0),
        ["lower"] = Values.Any(value => value.Lowercase),
        ["via"] = Paths.Any(path => path.Via is not null),
        ["anyOf"] = Sample.Datasets.Any(dataset => dataset.People.Any(role => role.Paths.Count > 1)),
        ["people"] = Datasets(dataset => dataset.People.Count > 1 && dataset.People.All(role => role.Fields.Count > 0)),
        ["shared"] = Datasets(dataset => dataset.Shared),
        ["unlinked"] = Datasets(dataset => dataset.Unlinked is not null),
        ["copyOf"] = Datasets(dataset => dataset.CopyOf is not null),
        ["key none"] = Datasets(dataset => dataset.Key.Count == 0),
        ["a key of several columns"] = Datasets(dataset => dataset.Key.Count > 1),
        ["system"] = Sample.SystemTables.Count > 0,
        ["an excluded table"] = Sample.Excluded.Count > 0,
        ["excluded columns"] = Datasets(dataset => dataset.Excluded.Count > 0),
        ["basis by dataset"] = Sample.Datasets.SelectMany(dataset => dataset.Bases.Values).Distinct().Order()
            .SequenceEqual(new[] { LegalBasis.Contract, LegalBasis.LegitimateInterest }.Order()),
        ["secret"] = Fields.Any(field => field.Secret),
        ["rectifiable"] = Fields.Any(field => field.Rectifiable),
        ["empty"] = Fields.Any(field => field.Empty.Count > 1),
        ["zone"] = Fields.Any(field => field.Zone != "UTC"),
        ["parts of JSON"] = Fields.Any(field => field is { Type: FieldType.Json, Parts.Count: > 0 }),
        ["parts of PHP"] = Fields.Any(field => field is { Type: FieldType.Php, Parts.Count: > 0 }),
        ["a part by path"] = Fields.Any(field => field.Parts.Any(part => part.Column.Contains('.', StringComparison.Ordinal))),
        ["values"] = Fields.Any(field => field.Values.Count > 0),
        ["text as bytes"] = Fields.Any(field => field is { Type: FieldType.Text, Stored: Storage.Bytes }),
        ["a boolean as text"] = Fields.Any(field => field is { Type: FieldType.Boolean, Stored: Storage.Text }),
        ["an anchor by path"] = Datasets(dataset => dataset.Retention.Anchor is { Steps.Count: > 0 }),
        ["an anchor in the row"] = Datasets(dataset => dataset.Retention.Anchor is { Steps.Count: 0 }),
        ["at least"] = Datasets(dataset => dataset.Retention.AtLeast),
        ["an erasure of one role that keeps the row"] = Datasets(dataset => dataset.People.Select(role => role.Erasure.Action).Distinct().Count() > 1),
    };

    [Fact]
    public void The_shipped_map_has_no_fault() => Assert.Empty(ShippedMap.Read().Faults);

    [Fact]
    public void Every_shape_of_the_words_is_there() => Assert.Empty(Words.Where(word => !word.Value).Select(word => word.Key));

    [Fact]
    public void Every_type_is_there() => Assert.Empty(Enum.GetValues<FieldType>().Except(Fields.Select(field => field.Type)));

    [Fact]
    public void Every_way_to_store_a_value_is_there() => Assert.Empty(Enum.GetValues<Storage>().Except(Fields.Select(field => field.Stored)));

    [Fact]
    public void Every_origin_is_there() => Assert.Empty(Enum.GetValues<Origin>().Except(Fields.Select(field => field.Origin)));

    [Fact]
    public void Every_kind_of_data_about_others_is_there() => Assert.Empty(Enum.GetValues<Others>().Except(Fields.Select(field => field.Others)));

    [Fact]
    public void Every_erasure_is_there() => Assert.Empty(Enum.GetValues<ErasureAction>().Except(
        Fields.Select(field => field.Erasure.Action).Concat(Sample.Datasets.SelectMany(dataset => dataset.People).Select(role => role.Erasure.Action))));

    [Fact]
    public void Every_rule_of_retention_is_there() =>
        Assert.Empty(Enum.GetValues<RetentionRule>().Except(Sample.Datasets.Select(dataset => dataset.Retention.Rule)));

    [Fact]
    public void Every_activity_with_data_of_its_own_draws_on_a_dataset()
    {
        var withData = RegisterFile.Shipped().Activities
            .Where(activity => !activity.DrawsOnOthers && !activity.IsPortals && activity.IsActive).Select(activity => activity.Id);

        Assert.Empty(withData.Except(Sample.Datasets.SelectMany(dataset => dataset.Activities)));
    }

    [Fact]
    public void Dutch_and_French_labels_are_not_left_in_English()
    {
        // Words that are the same in the languages.
        string[] same = ["Model", "Details", "Status", "Product", "Feedback", "Browser", "Scan", "Number", "Minutes", "Page", "Action", "Message", "Type", "Date", "Source"];
        var suspicious = Sample.Datasets.Select(dataset => dataset.Label).Concat(Fields.Select(field => field.Label))
            .Where(label => label.En.Contains(' ', StringComparison.Ordinal) && (label.En == label.Nl || label.En == label.Fr) && !same.Contains(label.En));

        Assert.Empty(suspicious);
    }

    private static bool Datasets(Func<Dataset, bool> any) => Sample.Datasets.Any(any);
}

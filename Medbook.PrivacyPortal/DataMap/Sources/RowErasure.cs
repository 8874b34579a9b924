using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Writes what an erasing does to the rows of a dataset: which go, which change, and into what.</summary>
/// <remarks>
/// A role of the person takes the row where its erasure is <c>delete</c>; otherwise it changes the role's own fields. What all
/// persons of a row have in common changes once the row leads to nobody else. NULL stays NULL.
/// </remarks>
internal sealed class RowErasure(Sql sql, Conditions conditions, SourceSchema schema, Dataset dataset, Reach reach)
{
    /// <summary>Whether an erasure can take rows of the dataset.</summary>
    public static bool Deletes(Dataset dataset) => dataset.People.Any(role => role.Erasure.Action == ErasureAction.Delete);

    /// <summary>Whether an erasure does anything to the dataset.</summary>
    public static bool Touches(Dataset dataset) => Deletes(dataset) || dataset.People.Any(role => Changing(Own(dataset, role)).Any()) || Changing(Common(dataset)).Any();

    /// <summary>The fields that become hashes.</summary>
    public static IReadOnlyList<Field> Hashed(Dataset dataset) =>
        [.. dataset.People.Where(Stays).SelectMany(role => Own(dataset, role)).Concat(Common(dataset)).Where(field => field.Erasure.Action == ErasureAction.Hash)];

    /// <summary>The rows that are meant: the person's, or those whose period has ended.</summary>
    public string Theirs(string alias) => reach.Rows(conditions, dataset, alias);

    /// <summary>Of these rows, those that are taken whole: by a role of the person, or because their time is over.</summary>
    public string Takes(string alias) => reach.Takes(conditions, dataset, alias);

    /// <summary>Of these rows, those that must stay for somebody else.</summary>
    public string OthersToo(string alias) =>
        dataset.Shared || dataset.People.Count > 1 ? reach.Others(conditions, dataset, alias) : "1 = 0";

    /// <summary>Of these rows, those with a field that still has something to erase.</summary>
    public string Changes(string alias) => Conditions.Or(Parts(alias).Select(part =>
        Conditions.And([part.When, Conditions.Or(part.Fields.Select(field => ToErase(field, alias)))!]))) ?? "1 = 0";

    /// <summary>Of these rows, those that are not erased yet, be it that others share them.</summary>
    public string NotErased(string alias) => Conditions.Or(new[] { Takes(alias), Changes(alias) }.Where(c => c != "1 = 0")) ?? "1 = 0";

    /// <summary>Of these rows, those that an erasure would still change.</summary>
    public string Left(string alias)
    {
        var takes = dataset.Shared ? Conditions.And([Takes(alias), $"NOT ({OthersToo(alias)})"]) : Takes(alias);
        return Conditions.Or(new[] { takes, Changes(alias) }.Where(c => c != "1 = 0")) ?? "1 = 0";
    }

    /// <summary>The new values of the fields that change.</summary>
    /// <param name="alias">The alias of the row.</param>
    /// <param name="hashes">The hashes of this row's fields, where some become one.</param>
    public string Assignments(string alias, IReadOnlyDictionary<Field, object> hashes) => string.Join(", ", Parts(alias).SelectMany(part => part.Fields
        .Where(field => field.Erasure.Action != ErasureAction.Hash || hashes.ContainsKey(field)).Select(field =>
        {
            var column = Dialect.Quote(field.Column);
            return $"{column} = CASE WHEN {Conditions.And([part.When, ToErase(field, alias)])} THEN {NewValue(field, hashes)} ELSE {alias}.{column} END";
        })));

    private string NewValue(Field field, IReadOnlyDictionary<Field, object> hashes) => field.Erasure.Action switch
    {
        ErasureAction.Mask => sql.Value(MaskOf(field)),
        ErasureAction.Hash => sql.Value(hashes[field]),
        _ => "NULL",
    };

    private string ToErase(Field field, string alias)
    {
        var column = $"{alias}.{Dialect.Quote(field.Column)}";
        return field.Erasure.Action switch
        {
            ErasureAction.Mask => sql.Dialect.Differs(column, sql.Value(MaskOf(field)), schema.Column(dataset.Table, field.Column)),
            ErasureAction.Hash => $"{column} IS NOT NULL AND {ErasedHash.IsNone(sql, field, column)}",
            _ => $"{column} IS NOT NULL",
        };
    }

    private object MaskOf(Field field) => sql.Dialect.MaskValue(field.Erasure.Mask!, field, schema.Column(dataset.Table, field.Column));

    private IEnumerable<(string When, IReadOnlyList<Field> Fields)> Parts(string alias)
    {
        foreach (var role in dataset.People.Where(Stays))
        {
            if (Changing(Own(dataset, role)).ToList() is { Count: > 0 } own)
            {
                yield return (dataset.People.Count == 1 ? "1 = 1" : reach.InRole(conditions, dataset, role, alias), own);
            }
        }
        if (Changing(Common(dataset)).ToList() is { Count: > 0 } common) yield return ($"NOT ({reach.Others(conditions, dataset, alias)})", common);
    }

    /// <summary>Whether a row stays where the person has this role.</summary>
    public static bool Stays(PersonRole role) => role.Erasure.Action != ErasureAction.Delete;

    /// <summary>The fields that are about a role alone.</summary>
    public static IReadOnlyList<Field> Own(Dataset dataset, PersonRole role) => role.Name.Length == 0 ? dataset.Fields : role.Fields;

    /// <summary>The fields that all persons of a row have in common.</summary>
    public static IReadOnlyList<Field> Common(Dataset dataset) => dataset.People.Any(role => role.Name.Length == 0) ? [] : dataset.Fields;

    /// <summary>Those of them that an erasure changes.</summary>
    public static IEnumerable<Field> Changing(IEnumerable<Field> fields) =>
        fields.Where(field => field.Erasure.Action is ErasureAction.Null or ErasureAction.Mask or ErasureAction.Hash);
}

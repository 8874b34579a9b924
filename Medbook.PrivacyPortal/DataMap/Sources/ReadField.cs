using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One value of a row as it is read: a column, or a part of a structured column.</summary>
/// <param name="Name">Name, unique in the dataset: the column, or column and part joined by a dot.</param>
/// <param name="Field">The field of the map: label, origin, activities, others.</param>
/// <param name="Role">The role the field is about; null where it belongs to every person of the row.</param>
/// <param name="Containers">The structured fields around a part, outermost first; empty for a column.</param>
public sealed record ReadField(string Name, Field Field, PersonRole? Role, IReadOnlyList<Field> Containers)
{
    /// <summary>The column it is read from.</summary>
    public string Column => Containers.Count == 0 ? Field.Column : Containers[0].Column;

    /// <summary>The fields of a dataset that can be read, in the map's order. Secret ones are not among them: they never leave the database.</summary>
    public static IReadOnlyList<ReadField> AllOf(Dataset dataset) =>
    [
        .. dataset.Fields.SelectMany(field => Leaves(field, role: null, [])),
        .. dataset.People.SelectMany(role => role.Fields.SelectMany(field => Leaves(field, role, []))),
    ];

    /// <summary>Some fields, read without regard to whose they are.</summary>
    internal static IReadOnlyList<ReadField> AllOf(IEnumerable<Field> fields) => [.. fields.SelectMany(field => Leaves(field, role: null, []))];

    private static IEnumerable<ReadField> Leaves(Field field, PersonRole? role, IReadOnlyList<Field> containers)
    {
        if (field.Secret) return [];
        IReadOnlyList<Field> inside = [.. containers, field];
        return field.Parts.Count > 0
            ? field.Parts.SelectMany(part => Leaves(part, role, inside))
            : [new ReadField(string.Join('.', inside.Select(f => f.Column)), field, role, containers)];
    }
}

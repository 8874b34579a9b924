using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>
/// Sees for itself which roles a person has on a row: each path of a system's dataset is a field that holds the person's key, and those
/// fields are asked for along with all others. What a system says of its rows is not taken on trust.
/// </summary>
internal sealed class PersonProof(Dataset dataset, PersonKey person)
{
    /// <summary>The fields that hold keys of persons.</summary>
    public static IEnumerable<string> FieldsOf(Dataset dataset) => dataset.People.SelectMany(role => role.Paths).SelectMany(path => path.Columns).Select(column => column.Column).Distinct();

    /// <summary>The roles.</summary>
    /// <param name="value">Gives the value of a field.</param>
    public IReadOnlyList<PersonRole> RolesOn(Func<string, JsonElement> value) => [.. dataset.People.Where(role => role.Paths.Any(path => Leads(path, value)))];

    private bool Leads(PersonPath path, Func<string, JsonElement> value) =>
        path.Identity == person.Identity && path.Columns.Count == person.Values.Count
        && path.Columns.Zip(person.Values).All(pair => Holds(pair.First, SystemValue.KeyOf(value(pair.First.Column)), pair.Second));

    private static bool Holds(ColumnValue column, string? held, string wanted) => held is not null && (column.Lowercase ? held.ToLowerInvariant() : held) == wanted;
}

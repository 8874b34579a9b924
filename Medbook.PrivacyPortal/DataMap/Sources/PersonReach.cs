using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The rows of a person, in any role.</summary>
internal sealed class PersonReach(PersonKey person) : Reach
{
    internal override string Rows(Conditions conditions, Dataset dataset, string alias) =>
        Conditions.And([conditions.OfDataset(dataset, alias), conditions.OfPerson(dataset, alias, person)]);

    internal override bool MayTake(Dataset dataset) => RowErasure.Deletes(dataset);

    internal override string Takes(Conditions conditions, Dataset dataset, string alias)
    {
        var taking = dataset.People.Where(role => role.Erasure.Action == ErasureAction.Delete).ToList();
        return taking.Count == dataset.People.Count ? "1 = 1"
            : Conditions.Or(taking.Select(role => conditions.OfRole(dataset, role, alias, person))) ?? "1 = 0";
    }

    internal override string InRole(Conditions conditions, Dataset dataset, PersonRole role, string alias) => conditions.OfRole(dataset, role, alias, person);

    internal override string Others(Conditions conditions, Dataset dataset, string alias) => conditions.OfOthers(dataset, alias, person);

    internal override string Leading(Conditions conditions, Dataset dataset, string alias) => Rows(conditions, dataset, alias);

    internal override string Directly(Conditions conditions, Dataset dataset, string alias, IReadOnlyList<string> except) =>
        conditions.OfPersonDirectly(dataset, alias, person, except);

    internal override ReachedRows? Meant(Dataset dataset) => new(IsEverybodys: false) { Person = person };
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Rows that go whoever's they are: what the map would do for any of their persons is done, and nobody else keeps them.</summary>
public abstract class EverybodysReach : Reach
{
    private protected EverybodysReach() { }

    internal override bool TellsPeriods => false;

    internal override bool MayTake(Dataset dataset) => PeriodReach.Deletes(dataset);

    internal override string Takes(Conditions conditions, Dataset dataset, string alias) => PeriodReach.Deletes(dataset) ? "1 = 1" : "1 = 0";

    internal override string InRole(Conditions conditions, Dataset dataset, PersonRole role, string alias) => "1 = 1";

    internal override string Others(Conditions conditions, Dataset dataset, string alias) => "1 = 0";

    // Whether they are meant themselves or not: as long as they are there, they are somebody's.
    internal override string Leading(Conditions conditions, Dataset dataset, string alias) => conditions.OfDataset(dataset, alias);

    internal override string Directly(Conditions conditions, Dataset dataset, string alias, IReadOnlyList<string> except) => Conditions.Or(
        dataset.People.SelectMany(role => role.Paths)
            .Where(path => path is { Steps.Count: 0, Via: null } && !path.Columns.Any(column => except.Contains(column.Column)))
            .Select(path => Conditions.And(path.Columns.Select(column => $"{alias}.{Dialect.Quote(column.Column)} IS NOT NULL")))) ?? "1 = 0";
}

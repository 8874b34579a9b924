using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Reads datasets: what a row is, whose it is, how long it stays.</summary>
internal sealed class DatasetBuilder(MapFile file, PathBuilder paths, SourceScope scope)
{
    private readonly FieldBuilder fields = new(file);
    private readonly RetentionBuilder retentions = new(file, paths);

    public Dataset Build(string id, DatasetDocument dataset, string place)
    {
        var erasure = fields.Erasure(dataset.Erasure, $"{place}.erasure") ?? Erasure.Delete;
        var people = People(dataset, erasure, place);
        // Where each person has an erasure of their own, what all have in common goes or stays with the row.
        var common = dataset.People is null && people.Count > 0 ? people[0].Erasure : erasure;
        var ownFields = fields.Build(dataset.Fields, dataset, common, place);
        return new()
        {
            Id = id,
            Table = dataset.Table ?? id,
            Label = MapBuilder.Text(dataset.Label),
            Key = dataset.Key is ["none"] ? [] : dataset.Key,
            Where = PathBuilder.Filter(dataset.Where),
            Else = dataset.Else == true,
            People = people,
            Fields = ownFields,
            Unlinked = dataset.Unlinked,
            Shared = dataset.Shared == true,
            CopyOf = dataset.CopyOf,
            Date = dataset.Date,
            Retention = Retention(dataset, ownFields.Concat(people.SelectMany(p => p.Fields)), place),
            Erasure = erasure,
            Bases = (dataset.Basis ?? []).ToDictionary(b => b.Key, b => b.Value),
            Excluded = MapBuilder.Reasons(file, dataset.Excluded, $"{place}.excluded"),
        };
    }

    private List<PersonRole> People(DatasetDocument dataset, Erasure erasure, string place)
    {
        if (new[] { dataset.Person is not null, dataset.People is not null, dataset.Unlinked is not null }.Count(said => said) != 1)
        {
            file.Fault(place, "Whose rows these are must be said once: write \"person\", \"people\" or \"unlinked\".");
        }
        if (dataset.Unlinked is { } reason && string.IsNullOrWhiteSpace(reason))
        {
            file.Fault($"{place}.unlinked", "The reason is empty. Write why it is held although nobody can be told from it.");
        }
        if (dataset.Person is { } person)
        {
            return [new() { Paths = paths.Paths(person, scope, $"{place}.person"), Erasure = erasure }];
        }
        return [.. (dataset.People ?? []).Select(role =>
        {
            var at = $"{place}.people.{role.Key}";
            var own = fields.Erasure(role.Value.Erasure, $"{at}.erasure") ?? erasure;
            return new PersonRole
            {
                Name = role.Key,
                Label = MapBuilder.Text(role.Value.Label),
                Paths = paths.Paths(role.Value.Person, scope, $"{at}.person"),
                Fields = fields.Build(role.Value.Fields, dataset, own, at),
                Erasure = own,
            };
        })];
    }

    private Retention Retention(DatasetDocument dataset, IEnumerable<Field> mapped, string place)
    {
        if (dataset.Retention is { } retention) return retentions.Build(retention, mapped, $"{place}.retention");
        if (dataset.CopyOf is null)
        {
            file.Fault(place, "\"retention\" is missing. Write until-asked, until-withdrawn, criteria, or { \"after\": \"12 months\", \"from\": \"COLUMN\" }.");
        }
        return new() { Rule = RetentionRule.WithOrigin };
    }
}

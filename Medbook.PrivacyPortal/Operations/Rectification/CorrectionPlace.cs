using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>Where a value stands: a record of the person in a source, and the field.</summary>
internal sealed record CorrectionPlace(LiveSource Source, PersonKey Person, Dataset Dataset, ReadField Field, string Record)
{
    /// <summary>Finds it.</summary>
    /// <returns>The place; or why there is none.</returns>
    public static (CorrectionPlace? Place, CorrectionObstacle? Obstacle) Find(IReadOnlyList<PersonInSource> persons, ScopedRow row, string field)
    {
        if (persons.FirstOrDefault(p => p.Source.Name == row.Source) is not { } person || person.Source.Map.Find(row.Dataset) is not { } dataset
            || ReadField.AllOf(dataset).FirstOrDefault(one => one.Name == field) is not { } known) return (null, CorrectionObstacle.NotInMap);
        if (row.Key.Length == 0) return (null, CorrectionObstacle.NoRecord);
        return person.Person is { } key ? (new CorrectionPlace(person.Source, key, dataset, known, row.Key), null) : (null, CorrectionObstacle.PersonUnclear);
    }

    /// <summary>A change of the value.</summary>
    public CellChange To(string? expected, string proposed) => new(Dataset, Field, Person, Record, expected, proposed);
}

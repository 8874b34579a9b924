using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>
/// What a scope names must exist: activities in the register, datasets in the map, records among the person's own. A page's address
/// can hold anything. A source that cannot be read now blocks no request: an officer looks at the record later.
/// </summary>
internal sealed class ScopeCheck(SourceCatalog sources, RegisterCache registers, TimeProvider clock)
{
    /// <summary>
    /// Somebody who proved only a mail address asks in words and by activity: whether a record exists would already tell something.
    /// </summary>
    public static Problem? ProblemOfGuest(Actor who, DraftContent content) =>
        who.OwnRole == Role.Guest && (content.Scope.Rows.Count > 0 || content.Details.Corrections.Count > 0) ? new UnknownRecord() : null;

    /// <summary>What is wrong with a scope; null where nothing is.</summary>
    public async Task<Problem?> ProblemOfAsync(PortalDb db, SubjectKey subject, RequestScope scope, CancellationToken ct)
    {
        if (scope.IsTooLarge) return new ScopeTooLarge(RequestScope.Limit);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        if (scope.Activities.Any(activity => register.Find(activity) is null)) return new UnknownActivity();
        if (scope.Rows.Count == 0) return null;

        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        foreach (var rows in scope.Rows.GroupBy(row => row.Source))
        {
            if (persons.FirstOrDefault(p => p.Source.Name == rows.Key) is not { } person || !await HasAllAsync(person, rows, ct))
            {
                return new UnknownRecord();
            }
        }
        return null;
    }

    private static async Task<bool> HasAllAsync(PersonInSource person, IEnumerable<ScopedRow> rows, CancellationToken ct)
    {
        var wanted = rows.Select(row => (Dataset: person.Source.Map.Find(row.Dataset), row.Key)).ToList();
        if (wanted.Any(row => row.Dataset is null)) return false;
        if (wanted.All(row => row.Key.Length == 0)) return true;
        if (person.Person is not { } key) return false;
        try
        {
            await using var reading = await person.Source.OpenAsync(ct);
            foreach (var (dataset, row) in wanted.Where(row => row.Key.Length > 0))
            {
                // Whether it is there is all that is asked: no field is read.
                if (await reading.FindRowAsync(new RowQuery(dataset!, key, OthersData.Mask) { Fields = [] }, row, ct) is null) return false;
            }
            return true;
        }
        catch (SourceException)
        {
            return true;
        }
    }
}

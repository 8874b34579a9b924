using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>
/// What the details of a draft name must exist and be the person's own: the record, a field that can be corrected, an earlier
/// request. What a record holds is read here, never believed. Only what is new is looked up, because a draft is saved as it is typed.
/// </summary>
internal sealed class DetailsCheck(SourceCatalog sources)
{
    /// <returns>The details with what the records hold; or <see cref="UnknownRecord"/>, <see cref="UnknownField"/>, <see cref="FieldNotRectifiable"/>, <see cref="UnknownRequest"/>, or a fault of their own.</returns>
    public async Task<Result<RequestDetails>> SettleAsync(
        PortalDb db, SubjectKey subject, RequestDetails before, RequestDetails now, CancellationToken ct)
    {
        if (now.Fault is { } fault) return fault;
        if (now.EarlierRequest is { } earlier && earlier != before.EarlierRequest
            && !await db.Requests.AnyAsync(r => r.Id == earlier && r.Subject == subject && r.Number != null, ct)) return new UnknownRequest();

        var shown = before.Corrections.ToDictionary(one => (one.Row, one.Field), one => one.Shown);
        var chosen = now.Corrections.Where(one => !shown.ContainsKey((one.Row, one.Field))).ToList();
        if (chosen.Count > 0)
        {
            var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
            foreach (var row in chosen.GroupBy(one => one.Row))
            {
                if (await ReadAsync(persons, row.Key, [.. row.Select(one => one.Field)], shown, ct) is { } problem) return problem;
            }
        }
        return now with { Corrections = [.. now.Corrections.Select(one => one with { Shown = shown[(one.Row, one.Field)] })] };
    }

    private static async Task<Problem?> ReadAsync(
        IReadOnlyList<PersonInSource> persons, ScopedRow row, IReadOnlyList<string> names, Dictionary<(ScopedRow, string), string?> shown, CancellationToken ct)
    {
        if (persons.FirstOrDefault(p => p.Source.Name == row.Source) is not { } person || person.Source.Map.Find(row.Dataset) is not { } dataset) return new UnknownRecord();
        var known = ReadField.AllOf(dataset).ToDictionary(field => field.Name);
        if (names.Any(name => !known.ContainsKey(name))) return new UnknownField();
        IReadOnlyList<ReadField> fields = [.. names.Select(name => known[name])];
        if (fields.Any(field => !field.Field.Rectifiable)) return new FieldNotRectifiable();
        if (row.Key.Length > 0 && person.Person is null) return new UnknownRecord();

        var values = row.Key.Length == 0 ? null : await ValuesAsync(person, dataset, fields, row.Key, ct);
        if (values is { Found: false }) return new UnknownRecord();
        for (var i = 0; i < names.Count; i++) shown[(row, names[i])] = FieldText.Of(values?.Values?[i]);
        return null;
    }

    // A source that cannot be read now blocks no request: an officer looks at the record later.
    private static async Task<RowRead> ValuesAsync(
        PersonInSource person, Dataset dataset, IReadOnlyList<ReadField> fields, string key, CancellationToken ct)
    {
        var query = new RowQuery(dataset, person.Person!, OthersData.Mask) { Fields = fields };
        try
        {
            await using var reading = await person.Source.OpenAsync(ct);
            var row = await reading.FindRowAsync(query, key, ct);
            return new RowRead(row is not null, row is null ? null : Withheld.In(row, dataset, fields).Values);
        }
        catch (SourceException)
        {
            return new RowRead(Found: true, Values: null);
        }
    }

    private sealed record RowRead(bool Found, IReadOnlyList<object?>? Values);
}

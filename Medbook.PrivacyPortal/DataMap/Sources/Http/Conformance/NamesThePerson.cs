namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class NamesThePerson() : SystemPromise("The fields that the map names as the way to the person hold the person's key, in the roles that the row says.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables)
        {
            var fields = table.Fields.Select(field => field.Name).ToList();
            foreach (var dataset in trial.DatasetsOf(table).Where(dataset => dataset.People.Count > 0))
            {
                if (PersonProof.FieldsOf(dataset).FirstOrDefault(field => !fields.Contains(field)) is { } missing) return Finding.Broken($"Table {table.Name} has no field {missing}, which leads to the person.");
                var proof = new PersonProof(dataset, trial.PersonKey);
                foreach (var row in await trial.RowsAsync(table, ct))
                {
                    var roles = proof.RolesOn(field => row.Values![fields.IndexOf(field)]).Select(role => role.Name).ToHashSet();
                    if (roles.Count == 0) return Finding.Broken($"Table {table.Name}: a row is not the person's.");
                    if (row.Roles is { } said && !roles.SetEquals(said)) return Finding.Broken($"Table {table.Name}: a row says other roles than its fields.");
                }
            }
        }
        return Finding.Kept;
    }
}

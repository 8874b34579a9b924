using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class FindsByAddress() : SystemPromise("find gives nobody but the person for their own address, and their row holds it.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (trial.Map.FindIdentity(trial.PersonKey.Identity) is not { IsAddress: false } identity) return Finding.NotTried("The address itself is the key.");
        var fields = identity.Addresses.Select(address => address.Column).ToList();
        var rows = await trial.ExportAsync(new(identity.Table!, new() { Person = trial.Person }, fields), ct);
        if (rows.Count != 1) return Finding.Broken($"Table {identity.Table} has {rows.Count} rows of the person.");
        var addresses = rows[0].Values!.Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!.ToLowerInvariant()).ToList();
        if (addresses.Count == 0) return Finding.NotTried("The person has no address.");
        foreach (var address in addresses)
        {
            // Nobody is right, too: where the address is not verified.
            var found = await trial.Client.FindAsync(new(identity.Name, identity.Table!, address, null, 2), ct);
            if (found.Persons.Any(person => !person.SequenceEqual(trial.PersonKey.Values))) return Finding.Broken("It found somebody else.");
        }
        return Finding.Kept;
    }
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Finds persons in a system.</summary>
internal sealed class SystemPersons(Source source, SystemClient client)
{
    /// <summary>The persons with a verified address; the first identity that knows it decides.</summary>
    public async Task<IReadOnlyList<PersonKey>> WithAddressAsync(string verifiedAddress, int atMost, CancellationToken ct)
    {
        var address = verifiedAddress.ToLowerInvariant();
        foreach (var identity in source.Identities)
        {
            var found = identity.IsAddress ? await ByRowsAsync(new(identity.Name, [address]), ct) : await FindAsync(identity, address, key: null, atMost, ct);
            if (!identity.IsAddress) foreach (var person in found) await ProveAsync(identity, person, address, ct);
            if (found.Count > 0) return found;
        }
        return [];
    }

    /// <summary>The person of a key; null where the system knows nobody of that key.</summary>
    public async Task<PersonKey?> OfKeyAsync(PersonKey key, CancellationToken ct)
    {
        if (source.FindIdentity(key.Identity) is not { } identity || key.Values.Count != Math.Max(1, identity.Key.Count)) return null;
        var found = identity.IsAddress ? await ByRowsAsync(new(identity.Name, [key.Values[0].ToLowerInvariant()]), ct)
            : await FindAsync(identity, address: null, key.Values, atMost: 1, ct);
        return found.FirstOrDefault();
    }

    private async Task<IReadOnlyList<PersonKey>> FindAsync(Identity identity, string? address, IReadOnlyList<string>? key, int atMost, CancellationToken ct)
    {
        var answer = await client.FindAsync(new(identity.Name, identity.Table!, address, key, atMost), ct);
        return answer.Persons.All(person => person.Count == identity.Key.Count)
            ? [.. answer.Persons.Select(person => new PersonKey(identity.Name, person)).Distinct()] : throw SystemFailure.NoAnswer.Of(source.Name);
    }

    // Whoever is linked to somebody else's key reads somebody else's data: the record that was found has to hold the address.
    private async Task ProveAsync(Identity identity, PersonKey person, string address, CancellationToken ct)
    {
        List<string> fields = [.. identity.Key, .. identity.Addresses.Select(column => column.Column).Except(identity.Key)];
        await foreach (var line in client.ExportAsync(new(identity.Table!, new SystemRows { Person = person.ToString() }, fields), ct))
        {
            var held = line.Values!.Select(SystemValue.KeyOf).ToList();
            var holds = identity.Addresses.Any(column => held[fields.IndexOf(column.Column)]?.ToLowerInvariant() == address);
            if (holds && held.Take(identity.Key.Count).SequenceEqual(person.Values)) return;
        }
        throw SystemFailure.NoAnswer.Of(source.Name);
    }

    // Nobody lists these people: somebody is one as soon as a row is theirs.
    private async Task<IReadOnlyList<PersonKey>> ByRowsAsync(PersonKey person, CancellationToken ct)
    {
        foreach (var dataset in source.Datasets.Where(d => d.People.Any(role => role.Paths.Any(path => path.Identity == person.Identity))))
        {
            var lines = new LineReader(source.Name, new RowQuery(dataset, person, OthersData.Mask) { Fields = [] });
            await foreach (var line in client.ExportAsync(lines.Question with { Limit = 1 }, ct))
            {
                lines.Read(line);
                return [person];
            }
        }
        return [];
    }
}

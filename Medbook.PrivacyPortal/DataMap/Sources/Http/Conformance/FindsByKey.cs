namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class FindsByKey() : SystemPromise("find gives the person for their key.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (trial.Map.FindIdentity(trial.PersonKey.Identity) is not { } identity) return Finding.Broken("The map has no such identity.");
        if (identity.IsAddress) return Finding.NotTried("The address itself is the key.");
        var found = await trial.Client.FindAsync(new(identity.Name, identity.Table!, null, trial.PersonKey.Values, 2), ct);
        return Finding.Of(found.Persons.Count != 1 ? $"It found {found.Persons.Count}."
            : found.Persons[0].SequenceEqual(trial.PersonKey.Values) ? null : "It found the person under another key.");
    }
}

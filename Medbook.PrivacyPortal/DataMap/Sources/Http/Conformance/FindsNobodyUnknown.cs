namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class FindsNobodyUnknown() : SystemPromise("find gives nobody for an address that nobody has.")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var identity in trial.Map.Identities.Where(identity => !identity.IsAddress))
        {
            var found = await trial.Client.FindAsync(new(identity.Name, identity.Table!, SystemTrial.UnknownAddress(), null, 2), ct);
            if (found.Persons.Count > 0) return Finding.Broken($"It found {found.Persons.Count} for identity {identity.Name}.");
        }
        return Finding.Kept;
    }
}

using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Registers;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>Compares the data map with the register, before anything relies on what a dataset is held for.</summary>
internal sealed class MapStart(IServiceScopeFactory scopes)
{
    /// <summary>Compares; the database is ready.</summary>
    /// <exception cref="BrokenMapException">The map names an activity that no version of the register has.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var compared = await scope.ServiceProvider.GetRequiredService<CompareMap>().RunAsync(Actor.Portal, ct);
        if (compared.Value is not { } unknown) throw new InvalidOperationException($"The map could not be compared with the register: {compared.Problem!.Code}.");
        if (unknown.Count > 0) throw new BrokenMapException(unknown);
    }
}

using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>Compares the activities that the data map names with those of the register. Nothing is written.</summary>
/// <remarks>
/// An activity that stands in a version is never removed from a later one, so the version stored last has every activity that is in force
/// or comes into force (GDPR 30(1)(b)).
/// </remarks>
public sealed class CompareMap(IDbContextFactory<PortalDb> dbs, Map map, Guard guard)
{
    /// <returns>What the map names and no version has; or <see cref="RegisterMissing"/>.</returns>
    public async Task<Result<IReadOnlyList<MapFault>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CompareMap) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await RegisterDrafts.LastAsync(db, ct) is not { } last) return new RegisterMissing();
        return MapActivities.Unknown(map, [.. last.Activities.Select(activity => activity.Id)]).ToArray();
    }
}

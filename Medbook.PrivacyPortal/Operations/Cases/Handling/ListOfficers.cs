using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>A privacy officer, as colleagues know them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">The address of the account.</param>
public sealed record Officer(string Id, string Name);

/// <summary>To whom a case can be given.</summary>
public sealed class ListOfficers(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<IReadOnlyList<Officer>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListOfficers) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await CaseTeam.With(db, Role.Officer).OrderBy(user => user.Email).Select(user => new Officer(user.Id, user.Email ?? user.Id)).ToListAsync(ct);
    }
}

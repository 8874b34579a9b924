using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Notices;

/// <summary>Where somebody of the team is reached.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Language">Culture name of the language of their mails.</param>
internal sealed record TeamAddress(string Email, string Language);

/// <summary>Who of the team is told about a case.</summary>
internal static class TeamAddresses
{
    /// <summary>Whoever has a case; where nobody has it, all officers.</summary>
    public static async Task<IReadOnlyList<TeamAddress>> OfCaseAsync(PortalDb db, string? assignedTo, CancellationToken ct)
    {
        var owner = await db.Users.Where(user => user.Id == assignedTo && user.Email != null)
            .Select(user => new TeamAddress(user.Email!, user.Language)).ToListAsync(ct);
        return owner.Count > 0 ? owner : await WithRoleAsync(db, Role.Officer, ct);
    }

    /// <summary>Everybody with a role.</summary>
    public static async Task<IReadOnlyList<TeamAddress>> WithRoleAsync(PortalDb db, Role role, CancellationToken ct)
    {
        var name = role.ToString();
        return await db.UserRoles.Where(given => db.Roles.Any(r => r.Id == given.RoleId && r.Name == name))
            .Join(db.Users.Where(user => user.Email != null), given => given.UserId, user => user.Id, (_, user) => new TeamAddress(user.Email!, user.Language))
            .ToListAsync(ct);
    }
}

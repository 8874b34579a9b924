using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Somebody of the team, as a mail reaches them.</summary>
/// <param name="Address">Their mail address.</param>
/// <param name="Language">Their language, as a culture name.</param>
internal sealed record Colleague(string Address, string Language);

/// <summary>Whom of the team a case concerns.</summary>
internal static class CaseTeam
{
    /// <summary>Whoever has the case; all officers while nobody has it, or while whoever had it is an officer no more.</summary>
    // Not the team's common mailbox: what arrives there becomes a request.
    public static async Task<IReadOnlyList<Colleague>> OfAsync(PortalDb db, RightsRequest request, CancellationToken ct)
    {
        var officers = from user in db.Users
                       join given in db.UserRoles on user.Id equals given.UserId
                       join role in db.Roles on given.RoleId equals role.Id
                       where role.Name == nameof(Role.Officer) && user.Email != null
                       orderby user.Email
                       select new { user.Id, user.Email, user.Language };
        var all = await officers.ToListAsync(ct);
        var has = all.Where(officer => officer.Id == request.AssignedTo).ToList();
        return [.. (has.Count > 0 ? has : all).Select(officer => new Colleague(officer.Email!, officer.Language))];
    }
}

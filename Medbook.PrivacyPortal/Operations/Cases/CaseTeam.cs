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
    /// <summary>The accounts with a role.</summary>
    public static IQueryable<PortalUser> With(PortalDb db, Role role)
    {
        var name = role.ToString();
        return db.Users.Where(user => db.UserRoles.Any(given =>
            given.UserId == user.Id && db.Roles.Any(r => r.Id == given.RoleId && r.Name == name)));
    }

    /// <summary>Everybody with a role, as mails reach them.</summary>
    // Not the team's common mailbox: what arrives there becomes a request.
    public static async Task<IReadOnlyList<Colleague>> ReachAsync(PortalDb db, Role role, CancellationToken ct) =>
        await Reach(With(db, role)).ToListAsync(ct);

    /// <summary>Whoever has the case; all officers while nobody has it, or while whoever had it is an officer no more.</summary>
    public static async Task<IReadOnlyList<Colleague>> OfAsync(PortalDb db, RightsRequest request, CancellationToken ct)
    {
        var owner = await Reach(With(db, Role.Officer).Where(user => user.Id == request.AssignedTo)).ToListAsync(ct);
        return owner.Count > 0 ? owner : await ReachAsync(db, Role.Officer, ct);
    }

    private static IQueryable<Colleague> Reach(IQueryable<PortalUser> users) =>
        users.Where(user => user.Email != null).OrderBy(user => user.Email).Select(user => new Colleague(user.Email!, user.Language));
}

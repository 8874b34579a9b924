using System.Collections.Frozen;

namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>This role may not do this.</summary>
public sealed record NotPermitted() : Problem("not-permitted");

/// <summary>Staff work only with a second factor (TOTP or passkey).</summary>
public sealed record SecondFactorMissing() : Problem("second-factor-missing");

/// <summary>The person has to prove themselves again in this session before records, copies or erasure.</summary>
public sealed record ConfirmationMissing() : Problem("confirmation-missing");

/// <summary>The first line of every operation asks here.</summary>
public sealed class Guard
{
    private static readonly FrozenSet<Role> Staff = FrozenSet.Create(Role.Officer, Role.Administrator, Role.Auditor);

    /// <summary>Whether <paramref name="who"/> may do this now.</summary>
    /// <returns>Null when allowed, else the reason that is shown.</returns>
    public Problem? Check(Actor who, Permission permission)
    {
        var rule = PermissionTable.Of(permission);
        var allowed = who.Roles.Where(rule.Roles.Contains).ToList();
        if (allowed.Count == 0) return new NotPermitted();
        if (allowed.All(Staff.Contains) && !who.SecondFactor) return new SecondFactorMissing();
        if (rule.Confirmed && who.Subject is not null && !who.Confirmed) return new ConfirmationMissing();
        return null;
    }
}

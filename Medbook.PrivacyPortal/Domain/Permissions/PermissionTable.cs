using System.Collections.Frozen;
using static Medbook.PrivacyPortal.Domain.Permissions.Role;

namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>What a permission asks: one of these roles, and sometimes a fresh proof of who is there.</summary>
/// <param name="Roles">Any of these suffices.</param>
/// <param name="Confirmed">Whether the person must have proved themselves again in this session.</param>
public sealed record PermissionRule(FrozenSet<Role> Roles, bool Confirmed);

/// <summary>The one table of role and operation.</summary>
/// <remarks>Policy 6.1 (role-based access); GDPR 32.</remarks>
public static class PermissionTable
{
    private static readonly FrozenDictionary<Permission, PermissionRule> Rules = new Dictionary<Permission, PermissionRule>
    {
        [Permission.LinkSubject] = Allow(Member, Portal),
        [Permission.InstallRegister] = Allow(Operator, Portal),
        [Permission.ReadRegister] = Allow(Visitor, Member, Officer, Administrator, Auditor, Operator, Portal),
        [Permission.PreviewCopy] = AllowConfirmed(Member),
        [Permission.TakeCopy] = AllowConfirmed(Member),
        [Permission.ExportCopy] = Allow(Operator),
        [Permission.VerifyCopy] = Allow(Operator),
    }.ToFrozenDictionary();

    /// <summary>The rule of a permission; every permission has one (a test says so).</summary>
    public static PermissionRule Of(Permission permission) => Rules[permission];

    private static PermissionRule Allow(params Role[] roles) => new(roles.ToFrozenSet(), Confirmed: false);

    private static PermissionRule AllowConfirmed(params Role[] roles) => new(roles.ToFrozenSet(), Confirmed: true);
}

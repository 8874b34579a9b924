using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>The accounts of a developer's machine. The README tells them; they exist nowhere else.</summary>
public static class DemoAccounts
{
    /// <summary>Password of all of them.</summary>
    public const string Password = "medbook-demo-2026";

    /// <summary>Key of the app codes of the three staff accounts (TOTP, base 32).</summary>
    public const string AppKey = "MEDBOOKPRIVACYPORTALDEMOKEY23456";

    /// <summary>Addresses and roles.</summary>
    public static IReadOnlyList<(string Email, Role Role)> All { get; } =
    [
        ("member@example.org", Role.Member),
        ("officer@example.org", Role.Officer),
        ("admin@example.org", Role.Administrator),
        ("auditor@example.org", Role.Auditor),
    ];
}

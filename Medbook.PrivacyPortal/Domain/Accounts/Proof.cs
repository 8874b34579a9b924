namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>What a person proved themselves with. The name is what the audit keeps.</summary>
public enum Proof
{
    /// <summary>The password.</summary>
    Password,
    /// <summary>A link that was mailed to the address, or handed over by the operator.</summary>
    Link,
    /// <summary>Six digits that were mailed.</summary>
    MailedCode,
    /// <summary>Six digits of an app (TOTP).</summary>
    AppCode,
    /// <summary>A recovery code, which works once.</summary>
    RecoveryCode,
    /// <summary>A passkey with a look, a finger or a PIN.</summary>
    Passkey,
}

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Who visits a page; each but the first signs in with a demo account.</summary>
public enum Who
{
    Nobody,

    /// <summary>Signed in with the password, and nothing more.</summary>
    MemberUnconfirmed,

    /// <summary>Signed in, and confirmed with a mailed code.</summary>
    Member,

    /// <summary>Signed in with password and app code, as all staff.</summary>
    Officer,
    Administrator,
    Auditor,
}

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Who visits a page; who is no guest signs in with a demo account.</summary>
public enum Who
{
    Nobody,

    /// <summary>Without an account: a code is on its way to the address.</summary>
    GuestAsking,

    /// <summary>Without an account: the code was entered.</summary>
    Guest,

    /// <summary>Signed in with the password, and nothing more.</summary>
    MemberUnconfirmed,

    /// <summary>Signed in, and confirmed with a mailed code.</summary>
    Member,

    /// <summary>Signed in with password and app code, as all staff.</summary>
    Officer,
    Administrator,
    Auditor,
}

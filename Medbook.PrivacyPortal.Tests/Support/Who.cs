namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Who visits a page; each but the first signs in with a demo account.</summary>
public enum Who
{
    Nobody,
    Member,
    Officer,
    Administrator,
    Auditor,
}

namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>Who somebody is to the portal. One account may have several roles.</summary>
public enum Role
{
    /// <summary>Somebody who has not signed in.</summary>
    Visitor,
    /// <summary>Somebody without an account who proved a mail address with a code: asks and follows their own requests.</summary>
    Guest,
    /// <summary>A signed-in person: sees and steers their own data.</summary>
    Member,
    /// <summary>A privacy officer: triages, decides and carries out.</summary>
    Officer,
    /// <summary>An administrator of the portal: staff and settings.</summary>
    Administrator,
    /// <summary>An auditor: reads, never writes.</summary>
    Auditor,
    /// <summary>The command line, named after the operating-system user.</summary>
    Operator,
    /// <summary>The portal, by itself: jobs and start-up.</summary>
    Portal,
    /// <summary>One of Medbook's own systems, known by its key.</summary>
    System,
}

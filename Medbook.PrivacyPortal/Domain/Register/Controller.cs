using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>The company that decides why and how personal data is used.</summary>
/// <remarks>GDPR 4(7), 13(1)(a); policy 2.1.</remarks>
public sealed record Controller
{
    /// <summary>The name people know.</summary>
    public required string Brand { get; init; }

    /// <summary>The company's name with its legal form.</summary>
    public required string LegalName { get; init; }

    /// <summary>Street, number, postal code and town.</summary>
    public required string Address { get; init; }

    /// <summary>The country.</summary>
    public required LocalText Country { get; init; }

    /// <summary>Number in the Crossroads Bank for Enterprises.</summary>
    public required string CompanyNumber { get; init; }

    /// <summary>The address of the privacy manager.</summary>
    public required string Email { get; init; }

    /// <summary>The address in the foot of its sites, where people who need help write to; null where it is the one above.</summary>
    public string? HelpEmail { get; init; }

    /// <summary>Name and address of the data protection officer; null where none is appointed.</summary>
    /// <remarks>GDPR 30(1)(a), 37.</remarks>
    public string? ProtectionOfficer { get; init; }

    /// <summary>Address of the page that tells about the cookies of its sites; null where there is none.</summary>
    public string? CookiePolicy { get; init; }

    /// <summary>Telephone number, in international form.</summary>
    public required string Phone { get; init; }

    /// <summary>The sites it answers for.</summary>
    public required IReadOnlyList<string> Sites { get; init; }
}

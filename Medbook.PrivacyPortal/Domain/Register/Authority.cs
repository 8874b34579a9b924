using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>The supervisory authority a person can complain to.</summary>
/// <remarks>GDPR 13(2)(d), 77; policy 7.11.</remarks>
public sealed record Authority
{
    /// <summary>Its full name.</summary>
    public required LocalText Name { get; init; }

    /// <summary>What it is called in a sentence.</summary>
    public required LocalText ShortName { get; init; }

    /// <summary>Street, number, postal code and town.</summary>
    public required LocalText Address { get; init; }

    /// <summary>Its site, without a scheme.</summary>
    public required LocalText Site { get; init; }

    /// <summary>Telephone number, in international form.</summary>
    public required string Phone { get; init; }

    /// <summary>How a letter names it: address, telephone and site in one line.</summary>
    public string Contact(CultureInfo culture) => $"{Address.In(culture)}, {Phone}, {Site.In(culture)}";
}

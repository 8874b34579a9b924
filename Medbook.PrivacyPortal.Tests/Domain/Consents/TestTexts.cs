using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Consents;

/// <summary>Texts of choices for tests: the first ones that were shipped, and later versions of them.</summary>
internal static class TestTexts
{
    public static ShippedText Research { get; } = ConsentTextFile.Shipped().Single(text => text is { Purpose: ConsentPurposes.Research, Version: 1 });

    public static ShippedText Committee { get; } = ConsentTextFile.Shipped().Single(text => text.Purpose == ConsentPurposes.AccreditationCommittee);

    /// <summary>The same choice in other words.</summary>
    public static ShippedText Next(this ShippedText text, bool asksAgain, int version = 2) => text with
    {
        Version = version, AsksAgain = asksAgain, About = new LocalText($"Clearer words {version}.", $"Klaardere woorden {version}.", $"Des mots plus clairs {version}."),
    };

    /// <summary>One language of it, as it is stored.</summary>
    public static ConsentText Stored(this ShippedText text, string language = "en-GB") =>
        ConsentText.Of(text, PortalCultures.Of(language), DateTimeOffset.UnixEpoch);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>The exact text of a choice in one version and one language. Never changed: records name it by version and hash.</summary>
/// <remarks>GDPR 7(1); EDPB 05/2020, 108 (the controller shows which text was agreed to).</remarks>
public sealed class ConsentText : IAudited, IAppendOnly
{
    private ConsentText() { }

    /// <summary>What it asks about.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>Number of the version; a later one is higher.</summary>
    public int Version { get; private set; }

    /// <summary>Its language, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>What kind of choice it asks.</summary>
    public ChoiceKind Kind { get; private set; }

    /// <summary>From which day on (in Brussels) it is in force.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    /// <summary>Whether earlier answers no longer count, because more than words changed (rule C5).</summary>
    public bool AsksAgain { get; private set; }

    /// <summary>The canonical form: see <see cref="ConsentTextFile"/>.</summary>
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/> in UTF-8, as 64 hexadecimal digits.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was installed (UTC).</summary>
    public DateTimeOffset InstalledAt { get; private set; }

    /// <summary>The words.</summary>
    public ConsentWording Wording => ConsentTextFile.ReadContent(Content);

    /// <summary>Takes one language of a shipped version in.</summary>
    public static ConsentText Of(ShippedText shipped, CultureInfo language, DateTimeOffset now)
    {
        var content = ConsentTextFile.Canonical(shipped, language);
        return new()
        {
            Purpose = shipped.Purpose, Version = shipped.Version, Language = language.Name, Kind = shipped.Kind,
            EffectiveFrom = shipped.EffectiveFrom, AsksAgain = shipped.AsksAgain,
            Content = content, Hash = HashOf(content), InstalledAt = now,
        };
    }

    /// <summary>The hash of a canonical form.</summary>
    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}

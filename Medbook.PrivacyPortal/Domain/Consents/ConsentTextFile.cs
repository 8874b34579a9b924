using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>One version of a choice as it is shipped, in all languages.</summary>
/// <param name="Purpose">What it asks about.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Kind">What kind of choice.</param>
/// <param name="EffectiveFrom">From which day on it is in force.</param>
/// <param name="AsksAgain">Whether earlier answers no longer count; true for a first version.</param>
/// <param name="Title">Name of the choice.</param>
/// <param name="About">What it is about.</param>
/// <param name="Facts">Its lines.</param>
/// <param name="Buttons">What stands on the buttons.</param>
public sealed record ShippedText(
    string Purpose, int Version, ChoiceKind Kind, DateOnly EffectiveFrom, bool AsksAgain, LocalText Title, LocalText About,
    IReadOnlyList<ShippedFact> Facts, IReadOnlyDictionary<ConsentDecision, LocalText> Buttons);

/// <summary>One line of a shipped version.</summary>
/// <param name="Label">What it answers.</param>
/// <param name="Text">The answer.</param>
/// <param name="Policy">Article of the policy.</param>
/// <param name="Gdpr">Article of the GDPR.</param>
public sealed record ShippedFact(LocalText Label, LocalText Text, string? Policy = null, string? Gdpr = null);

/// <summary>
/// The texts as they are shipped inside the program, and the canonical form that is hashed: JSON in UTF-8 without white space,
/// members in the order below, buttons in the order of the decisions, members without a value left out; of the characters these
/// texts use only the no-break space is escaped, as <c>\u00A0</c>.
/// </summary>
public static class ConsentTextFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The versions this program was built with.</summary>
    public static IReadOnlyList<ShippedText> Shipped()
    {
        using var stream = typeof(ConsentTextFile).Assembly.GetManifestResourceStream(typeof(ConsentTextFile), "consent-texts.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<ShippedText>>(stream, Options)!;
    }

    /// <summary>The canonical form of one language of a version.</summary>
    public static string Canonical(ShippedText text, CultureInfo language) => JsonSerializer.Serialize(
        new CanonicalText(text.Purpose, text.Version, language.Name, text.Kind, new ConsentWording
        {
            Title = text.Title.In(language),
            About = text.About.In(language),
            Facts = [.. text.Facts.Select(fact => new ConsentFact(fact.Label.In(language), fact.Text.In(language), fact.Policy, fact.Gdpr))],
            Buttons = new SortedDictionary<ConsentDecision, string>(text.Buttons.ToDictionary(button => button.Key, button => button.Value.In(language))),
        }), Options);

    /// <summary>The words of a canonical form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ConsentWording ReadContent(string canonical) => JsonSerializer.Deserialize<CanonicalText>(canonical, Options)!.Wording;

    private sealed record CanonicalText(string Purpose, int Version, string Language, ChoiceKind Kind, ConsentWording Wording);
}

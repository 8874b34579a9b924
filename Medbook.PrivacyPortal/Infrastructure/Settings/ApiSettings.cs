using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>One of Medbook's own systems that asks the portal.</summary>
/// <param name="Name">Its name: lower-case letters, digits and hyphens.</param>
/// <param name="Keys">The keys it may show: one, or two while one takes the place of the other.</param>
/// <param name="Scopes">What it may ask about.</param>
/// <param name="Sources">The sources whose persons it may ask about; empty: all of the map.</param>
/// <param name="Webhook">Where it is told that something changed; null where it asks by itself only.</param>
/// <param name="Secret">The key that signs what it is told there.</param>
public sealed record ApiSystem(
    string Name, IReadOnlyList<string> Keys, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources, string? Webhook, string? Secret)
{
    /// <summary>Whether it may ask about the persons of a source.</summary>
    public bool Knows(string source) => Sources.Count == 0 || Sources.Contains(source);

    /// <summary>Whether it is told of changes within a scope.</summary>
    public bool Hears(string scope) => Webhook is not null && Scopes.Contains(scope);
}

/// <summary>
/// Medbook's own systems, from the keys under <c>Api:Systems:NAME</c>: <c>Key</c> or <c>Keys</c>, <c>Scopes</c>, <c>Sources</c>, <c>Webhook</c> and <c>Secret</c>.
/// Where there is none, there is nothing to ask.
/// </summary>
/// <param name="Systems">The systems.</param>
/// <param name="PerMinute">How often one of them may ask in a minute; a network address may do so twice as often.</param>
public sealed record ApiSettings(IReadOnlyList<ApiSystem> Systems, int PerMinute)
{
    /// <summary>Scope of people's choices.</summary>
    public const string Consents = "consents";

    /// <summary>Scope of limits on a use.</summary>
    public const string Restrictions = "restrictions";

    /// <summary>Fewest characters of a key or a secret: a shorter one can be guessed.</summary>
    public const int FewestCharacters = 32;

    /// <summary>Most keys of one system.</summary>
    public const int MostKeys = 2;

    /// <summary>Most characters of a name.</summary>
    public const int MostName = 32;

    private const int UsualPerMinute = 600;

    private readonly (byte[] Hash, ApiSystem System)[] hashes = [.. Systems.SelectMany(system => system.Keys.Select(key => (Of(key), system)))];

    /// <summary>Reads the keys under <c>Api</c>; nothing is checked yet.</summary>
    public static ApiSettings Read(IConfiguration configuration) => new(
        [.. configuration.GetSection("Api:Systems").GetChildren().Select(Read)],
        configuration["Api:PerMinute"] is { Length: > 0 } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0 : UsualPerMinute);

    /// <summary>The system of a name; null where there is none.</summary>
    public ApiSystem? Find(string name) => Systems.FirstOrDefault(system => system.Name == name);

    /// <summary>The system whose key this is; null where it is nobody's.</summary>
    /// <remarks>Hashes of one length are compared, every one of them and each in the same time: how long it takes tells nothing about a key.</remarks>
    public ApiSystem? Whose(string key)
    {
        var given = Of(key);
        ApiSystem? whose = null;
        foreach (var (hash, system) in hashes) whose = CryptographicOperations.FixedTimeEquals(given, hash) ? system : whose;
        return whose;
    }

    /// <summary>What is wrong, one sentence per fault. None quotes a key or an address.</summary>
    public IEnumerable<string> Faults() =>
    [
        .. PerMinute > 0 ? (string[])[] : ["Api:PerMinute is no number above 0."],
        .. Systems.SelectMany(Faults),
        .. Systems.SelectMany(system => system.Keys).GroupBy(key => key).Any(key => key.Count() > 1) ? (string[])["Two keys under Api:Systems are the same. Give each system its own."] : [],
    ];

    private static ApiSystem Read(IConfigurationSection system) => new(
        system.Key,
        [.. system.GetSection("Keys").GetChildren().Select(key => key.Value).Prepend(system["Key"]).Where(key => key is { Length: > 0 }).Select(key => key!)],
        List(system["Scopes"]), List(system["Sources"]),
        system["Webhook"] is { Length: > 0 } webhook ? webhook : null, system["Secret"] is { Length: > 0 } secret ? secret : null);

    private static string[] List(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Faults(ApiSystem system)
    {
        var place = $"Api:Systems:{system.Name}";
        if (system.Name.Length > MostName || !system.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return $"{place} is no name of a system. Write at most {MostName} lower-case letters, digits and hyphens.";
        if (system.Keys.Count == 0) yield return $"{place}:Key is missing. Write {FewestCharacters} random characters or more.";
        if (system.Keys.Count > MostKeys) yield return $"{place}:Keys has more than {MostKeys} keys. Remove those that the system no longer shows.";
        if (system.Keys.Any(key => key.Length < FewestCharacters)) yield return $"{place} has a key that is too short. Write {FewestCharacters} random characters or more.";
        if (system.Scopes.Count == 0 || system.Scopes.Except([Consents, Restrictions]).Any()) yield return $"{place}:Scopes is missing or names what there is not. Write '{Consents}', '{Restrictions}', or both with a comma.";
        if (system.Webhook is null) yield break;
        if (!IsCallable(system.Webhook)) yield return $"{place}:Webhook is no address to call. Write https://, the host and a path, with no user, query or fragment; http:// serves on this machine only.";
        if (system.Secret is not { Length: >= FewestCharacters }) yield return $"{place}:Secret is missing or too short. Write {FewestCharacters} random characters or more, the same in the system.";
        if (system.Secret is { } secret && system.Keys.Contains(secret)) yield return $"{place}:Secret is one of its keys. Write another: whoever reads a call would know the key.";
    }

    private static bool IsCallable(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0;

    private static byte[] Of(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

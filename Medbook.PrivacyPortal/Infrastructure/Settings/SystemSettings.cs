namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>
/// The sources that are no database: their connection string is an address (<c>ConnectionStrings:NAME</c>), and a key beside it signs each
/// call (<c>Sources:NAME:Key</c>).
/// </summary>
/// <param name="Addresses">The addresses by the name of the connection string.</param>
/// <param name="Keys">The keys by the same name, without regard to upper and lower case.</param>
public sealed record SystemSettings(IReadOnlyDictionary<string, string> Addresses, IReadOnlyDictionary<string, string> Keys)
{
    /// <summary>Fewest characters of a key: a shorter one can be guessed.</summary>
    public const int FewestCharacters = 32;

    /// <summary>Reads them; nothing is checked yet.</summary>
    public static SystemSettings Read(IConfiguration configuration) => new(
        configuration.GetSection("ConnectionStrings").GetChildren().Where(one => IsAddress(one.Value)).ToDictionary(one => one.Key, one => one.Value!),
        configuration.GetSection("Sources").GetChildren().Where(one => one["Key"] is { Length: > 0 })
            .ToDictionary(one => one.Key, one => one["Key"]!, StringComparer.OrdinalIgnoreCase));

    /// <summary>What is wrong, one sentence per fault. No sentence quotes an address or a key.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, text) in Addresses)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
            {
                yield return $"ConnectionStrings:{name} is no address of a system. Write https://, the host and a path, with no user, query or fragment.";
            }
            else if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            {
                yield return $"ConnectionStrings:{name} is an address that anybody on the way could read. Write https://; http:// serves on this machine only.";
            }
            if (!Keys.TryGetValue(name, out var key))
            {
                yield return $"Sources:{name}:Key is missing. Set it to the key that the system and the portal share, of {FewestCharacters} characters or more.";
            }
            else if (key.Length < FewestCharacters)
            {
                yield return $"Sources:{name}:Key is too short. Write {FewestCharacters} random characters or more, the same in the system.";
            }
        }
    }

    private static bool IsAddress(string? text) =>
        text is not null && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
}

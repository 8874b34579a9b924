namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How limits on a use are set and asked about, from the keys under <c>Restrictions</c>.</summary>
/// <param name="Automatic">Whether what an open rectification or objection contests is limited at once; off unless said otherwise.</param>
/// <param name="ApiKeys">The keys with which other systems ask, by the name of the system. Without one there is nothing to ask.</param>
/// <remarks>GDPR 18.</remarks>
public sealed record RestrictionSettings(bool Automatic, IReadOnlyDictionary<string, string> ApiKeys)
{
    private const int ShortestKey = 32;

    /// <summary>Reads the keys under <c>Restrictions</c>; nothing is checked yet.</summary>
    public static RestrictionSettings Read(IConfiguration configuration) => new(
        string.Equals(configuration["Restrictions:Automatic"], "true", StringComparison.OrdinalIgnoreCase),
        configuration.GetSection("Restrictions:ApiKeys").GetChildren().Where(key => key.Value is { Length: > 0 }).ToDictionary(key => key.Key, key => key.Value!));

    /// <summary>What is wrong, one sentence per fault. It never quotes a key.</summary>
    public IEnumerable<string> Faults() => ApiKeys.Where(key => key.Value.Length < ShortestKey)
        .Select(key => $"Restrictions:ApiKeys:{key.Key} is too short. Write at least {ShortestKey} random characters.");
}

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How limits on a use are set, from the keys under <c>Restrictions</c>.</summary>
/// <param name="Automatic">Whether what an open rectification or objection contests is limited at once; off unless said otherwise.</param>
/// <remarks>GDPR 18.</remarks>
public sealed record RestrictionSettings(bool Automatic)
{
    /// <summary>Reads the keys under <c>Restrictions</c>.</summary>
    public static RestrictionSettings Read(IConfiguration configuration) =>
        new(string.Equals(configuration["Restrictions:Automatic"], "true", StringComparison.OrdinalIgnoreCase));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>The register as JSON: as it is shipped inside the program, and as each version is stored.</summary>
public static class RegisterFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The version this program was built with.</summary>
    public static RegisterVersion Shipped()
    {
        using var stream = typeof(RegisterFile).Assembly.GetManifestResourceStream(typeof(RegisterFile), "register.json")!;
        return JsonSerializer.Deserialize<RegisterVersion>(stream, Options)!;
    }

    /// <summary>Reads a version from its JSON.</summary>
    /// <exception cref="JsonException">It is no register: a member is missing, unknown or of another type.</exception>
    public static RegisterVersion Read(string json) => JsonSerializer.Deserialize<RegisterVersion>(json, Options)!;

    /// <summary>Writes a version as JSON.</summary>
    public static string Write(RegisterVersion register) => JsonSerializer.Serialize(register, Options);
}

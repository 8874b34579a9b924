using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>How the words are written and read. What is missing, null or of another type is no answer; what is unknown is passed over.</summary>
internal static class SystemJson
{
    /// <summary>The options of all records of the protocol.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = default,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>JSON's null.</summary>
    public static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<string?>(null);
}

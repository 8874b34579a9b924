using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>A value as text that no culture changes: what CSV cells and JSON strings hold.</summary>
internal static class CopyText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        JsonElement element => element.GetRawText(),
        Masked or Withheld => Masked.Value.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

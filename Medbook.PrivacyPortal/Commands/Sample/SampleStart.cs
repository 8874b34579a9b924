using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>A developer's first start: the sample is there without asking.</summary>
internal static class SampleStart
{
    /// <summary>Name of the connection string, and of the source in the shipped map.</summary>
    public const string Connection = "sample";

    private static string ShippedMap => Path.Combine(AppContext.BaseDirectory, "datamap.json");

    /// <summary>
    /// Makes the sample in Development where it is missing, or where another version of the generator made it. Whoever brings
    /// a map or a database of their own gets none.
    /// </summary>
    /// <returns>Why it could not be made; null where it is there or is not wanted.</returns>
    public static async Task<string?> EnsureAsync(PortalSettings settings, IProgress<long>? progress, CancellationToken ct)
    {
        if (!settings.IsDevelopment || settings.MapPath != ShippedMap) return null;
        var options = new SampleOptions { Connection = settings.SourceConnection(Connection)!, AnySize = true };
        var outcome = await new MakeSample().RunAsync(options, progress, ct);
        return outcome is SampleOutcome.Refused refused ? refused.Reason : null;
    }
}

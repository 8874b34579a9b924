using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

/// <summary>Sends a file through the gate.</summary>
internal static class Passing
{
    public const long Limit = 1024 * 1024;

    public static async Task<(UploadOutcome Outcome, byte[] Kept)> PassAsync(byte[] bytes, string? name = null, long limit = Limit)
    {
        using var into = new MemoryStream();
        using var from = new MemoryStream(bytes);
        var outcome = await UploadGate.PassAsync(from, name, limit, into, CancellationToken.None);
        if (outcome.IsAccepted) Assert.Equal(into.Length, outcome.File.Length);
        return (outcome, into.ToArray());
    }

    public static async Task<byte[]> AcceptedAsync(FileKind kind, byte[] bytes)
    {
        var (outcome, kept) = await PassAsync(bytes);
        Assert.Null(outcome.Refusal);
        Assert.Equal(kind, outcome.File!.Kind);
        return kept;
    }

    public static async Task RefusedAsync(UploadRefusal refusal, byte[] bytes, string? name = null, long limit = Limit) =>
        Assert.Equal(refusal, (await PassAsync(bytes, name, limit)).Outcome.Refusal);
}

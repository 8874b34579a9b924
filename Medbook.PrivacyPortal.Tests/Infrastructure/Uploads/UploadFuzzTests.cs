using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class UploadFuzzTests(ITestOutputHelper output)
{
    private const int Files = 10_000, LeastAccepted = 1_000, Seed = 2026;

    [Fact]
    public async Task Ten_thousand_files_that_were_tampered_with_are_taken_in_or_refused_and_nothing_else()
    {
        var mutations = new Mutations(Seed);
        var pieces = new Random(Seed);
        var counts = new Dictionary<(FileKind, string), int>();
        var most = 0L;
        using var into = new MemoryStream(new byte[64 * 1024]);
        for (var number = 0; number < Files; number++)
        {
            var file = mutations.Next(number);
            into.SetLength(0);
            await using var from = new Trickle(file.Bytes, () => pieces.Next(1, 200));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = await UploadGate.PassAsync(from, file.Name, Passing.Limit, into, CancellationToken.None);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);

            var key = (file.Kind, outcome.Refusal?.ToString() ?? "accepted");
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (outcome.IsAccepted) await CheckAsync(number, file, outcome.File, into.ToArray());
        }

        foreach (var (key, count) in counts.OrderBy(pair => pair.Key)) output.WriteLine($"{key}: {count}");
        output.WriteLine($"at most {most} bytes allocated for one file");
        Assert.InRange(most, 1, 64 * 1024);
        Assert.InRange(counts.Where(pair => pair.Key.Item2 == "accepted").Sum(pair => pair.Value), LeastAccepted, Files);
        Assert.All(Enum.GetValues<FileKind>(), kind => Assert.True(counts.GetValueOrDefault((kind, "accepted")) >= 100, $"too few of {kind}"));
    }

    // What was kept is a file of that kind with nothing left to leave out, and a picture tells nothing.
    private static async Task CheckAsync(int number, MutatedFile mutated, AcceptedFile accepted, byte[] kept)
    {
        var (again, same) = await Passing.PassAsync(kept, accepted.Name);
        Assert.True(again.File == accepted && kept.AsSpan().SequenceEqual(same), $"File {number} changes when it is sent again.");
        var isPicture = accepted.Kind is FileKind.Jpeg or FileKind.Png or FileKind.WebP;
        Assert.False(isPicture && !mutated.MovedBytes && SampleFiles.Tells(kept), $"File {number} tells where it was made.");
    }
}

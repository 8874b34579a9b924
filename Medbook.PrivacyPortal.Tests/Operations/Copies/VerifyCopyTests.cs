using System.IO.Compression;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public sealed class VerifyCopyTests() : ClinicTests(Provider.Sqlite)
{
    private const string Json = "data/clinic/visits.json";

    [Fact]
    public async Task A_copy_as_it_was_made_has_no_differences() => Assert.Empty(await DifferencesAsync(await CopyAsync()));

    [Fact]
    public async Task A_flipped_byte_in_any_place_is_found()
    {
        var copy = await CopyAsync();
        var entries = Entries(copy);
        foreach (var path in entries.Keys.Where(path => path is not (CopyManifest.FileName or CopyManifest.SignatureName)))
        {
            var changed = new Dictionary<string, byte[]>(entries) { [path] = [.. entries[path]] };
            changed[path][changed[path].Length / 2] ^= 1;
            Assert.Contains(await DifferencesAsync(Zip(changed)), difference => difference.Path == path);
        }
    }

    [Fact]
    public async Task A_flipped_byte_in_the_archive_itself_is_found()
    {
        var copy = await CopyAsync();
        // Without the keys nobody looks at the signature's own bytes.
        var keys = await Get<SigningKeys>().PublishedAsync(None);
        for (var at = 60; at < copy.Length; at += copy.Length / 40)
        {
            byte[] changed = [.. copy];
            changed[at] ^= 0x10;
            var result = await Get<VerifyCopy>().RunAsync(TestActors.Operator(), new MemoryStream(changed), keys, None);
            // A byte of a time stamp or of a compression hint changes nothing that is in the copy.
            Assert.True(!result.IsOk || result.Value.Differences.Count > 0 || SameContent(copy, changed), $"byte {at}");
        }
    }

    [Fact]
    public async Task A_missing_row_an_extra_file_and_a_missing_file_are_each_said_by_name()
    {
        var entries = Entries(await CopyAsync());
        var fewer = new Dictionary<string, byte[]>(entries)
        {
            [Json] = "[]"u8.ToArray(),
            ["data/clinic/extra.json"] = "[]"u8.ToArray(),
        };
        fewer.Remove("data/clinic/members.csv");
        var differences = await DifferencesAsync(Zip(fewer));

        Assert.Contains(new CopyDifference(Json, "has 0 rows where the manifest says 2"), differences);
        Assert.Contains(new CopyDifference("data/clinic/extra.json", "is not in the manifest: it was added later"), differences);
        Assert.Contains(new CopyDifference("data/clinic/members.csv", "is missing"), differences);
    }

    [Fact]
    public async Task A_row_that_does_not_fit_its_schema_is_counted()
    {
        var entries = Entries(await CopyAsync());
        entries[Json] = """[{"id":"one","day":"2026-01-05"},{"id":2}]"""u8.ToArray();
        Assert.Contains(await DifferencesAsync(Zip(entries)), d => d.What == "has 2 rows that do not fit schema/clinic/visits.schema.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive")]
    public async Task Something_else_is_said_to_be_no_copy(string content)
    {
        var result = await Get<VerifyCopy>().RunAsync(TestActors.Operator(), new MemoryStream([.. content.Select(c => (byte)c)]), null, None);
        Assert.IsType<NotACopy>(result.Problem);
    }

    [Fact]
    public async Task A_copy_that_was_cut_short_is_said_to_be_no_copy()
    {
        var copy = await CopyAsync();
        var result = await Get<VerifyCopy>().RunAsync(TestActors.Operator(), new MemoryStream(copy[..(copy.Length / 2)]), null, None);
        Assert.IsType<NotACopy>(result.Problem);
    }

    private async Task<byte[]> CopyAsync()
    {
        using var target = new MemoryStream();
        var result = await Get<ExportCopy>().RunAsync(TestActors.Operator(), "ada@example.org", CopyKind.Access, reviewed: true, null, target, None);
        Assert.True(result.IsOk, result.Problem?.Code);
        return target.ToArray();
    }

    private async Task<IReadOnlyList<CopyDifference>> DifferencesAsync(byte[] copy)
    {
        var result = await Get<VerifyCopy>().RunAsync(TestActors.Operator(), new MemoryStream(copy), null, None);
        Assert.True(result.IsOk, result.Problem?.Code);
        return result.Value.Differences;
    }

    private static bool SameContent(byte[] one, byte[] other)
    {
        try
        {
            var (a, b) = (Entries(one), Entries(other));
            return a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var bytes) && bytes.AsSpan().SequenceEqual(entry.Value));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static Dictionary<string, byte[]> Entries(byte[] copy)
    {
        using var zip = new ZipArchive(new MemoryStream(copy), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    private static byte[] Zip(IReadOnlyDictionary<string, byte[]> entries)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in entries)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(content);
            }
        }
        return target.ToArray();
    }
}

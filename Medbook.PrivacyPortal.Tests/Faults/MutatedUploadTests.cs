using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Operations.Cases.Files;
using Medbook.PrivacyPortal.Tests.Support;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>Files that somebody tampered with, through the real operation into a real vault.</summary>
public sealed class MutatedUploadTests(ITestOutputHelper output) : FileTests(Provider.Sqlite)
{
    private const int UsualFiles = 300, LeastAcceptedOfTen = 1;

    /// <summary>How much more may be alive at the end than after the first tenth, whatever the number of files.</summary>
    private const long MostGrowth = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly string temporary = TestFolders.Create("tmp");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TestFolders.Delete(temporary);
    }

    [Fact]
    public async Task Nothing_fails_nothing_lies_in_clear_and_memory_stays_flat()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var files = Setting("UPLOADS", UsualFiles);
        var watch = Stopwatch.StartNew();

        var end = await SendAsync(new UploadOrder(
            Database.Provider, Database.ConnectionString, Database.Folder, new(MoreSettings), Now, person.Subject!.Value.Value, draft, files, Setting("UPLOAD_SEED", 2026)));

        foreach (var (outcome, count) in end.Outcomes.OrderByDescending(pair => pair.Value)) output.WriteLine($"{outcome}: {count}");
        output.WriteLine($"{files} files in {watch.Elapsed.TotalSeconds:N0} s; alive after each tenth: {string.Join(", ", end.Live.Select(bytes => $"{bytes >> 10} KB"))}; peak {end.Peak >> 20} MB");
        Assert.Empty(end.Wrong);
        Assert.Equal(files, end.Outcomes.Values.Sum());
        Assert.InRange(end.Outcomes["accepted"], files * LeastAcceptedOfTen / 10, files);
        Assert.InRange(end.Live[^1], 0, end.Live[0] + MostGrowth);

        // What is left is what was not removed again; of all the others there is no key and no byte, and nothing anywhere is in clear.
        var left = (await Get<ListAttachments>().RunAsync(person, draft, None)).Value!;
        Assert.InRange(left.Count, 1, 10);
        await AssertOnlyAsync([.. left.Select(file => file.Id)]);
        Assert.Empty(ClearBytes.Find([Database.Folder, temporary], [SampleFiles.Secret, "JFIF", "IHDR", "VP8L", "%PDF-", "endobj", "Geachte, mijn adres"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
    }

    private async Task<UploadEnd> SendAsync(UploadOrder order)
    {
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [typeof(UploadWorker).Assembly.Location, "uploads", JsonSerializer.Serialize(order)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            // The runtime's own sockets for debuggers would lie in the temporary folder.
            Environment = { ["TMPDIR"] = temporary, ["ASPNETCORE_TEMP"] = temporary, ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_gcServer"] = "0" },
        })!;
        using var patience = new CancellationTokenSource(Patience);
        var (said, complained) = (worker.StandardOutput.ReadToEndAsync(patience.Token), worker.StandardError.ReadToEndAsync(patience.Token));
        await worker.WaitForExitAsync(patience.Token);
        Assert.True(worker.ExitCode == 0, await complained);
        return JsonSerializer.Deserialize<UploadEnd>(await said)!;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>The disk is full while a copy is written.</summary>
public sealed class FullDiskTests() : CopyFaultTests(Provider.Sqlite)
{
    private const string Sentence = "There was no room for your copy. Try again later.";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // Each line stands in two files: together they are twice as much as fits.
        await AddLogsAsync(20_000, new string('x', 180));
    }

    [Fact]
    public async Task A_copy_that_does_not_fit_on_the_disk_fails_with_a_sentence_leaves_nothing_and_is_made_once_there_is_room()
    {
        using var disk = SmallDisk.At(Path.Combine(Database.Folder, "vault"));
        var id = await AskAsync();
        await MakeElsewhereAsync(disk.MostFileBytes);

        disk.MakeRoom();
        await AssertFailedAsync(id, CopyFailure.DiskFull, Sentence);
        await AssertMadeAgainAsync();
    }

    [Fact]
    public async Task A_copy_that_is_longer_than_a_file_may_be_fails_the_same_way()
    {
        var id = await AskAsync();
        await MakeElsewhereAsync(SmallDisk.Room);

        await AssertFailedAsync(id, CopyFailure.DiskFull, Sentence);
        await AssertMadeAgainAsync();
    }

    private async Task MakeElsewhereAsync(long? mostFileBytes)
    {
        await using var worker = Start(Order(WorkerAct.MakeCopies), mostFileBytes);
        await worker.EndAsync();
    }
}

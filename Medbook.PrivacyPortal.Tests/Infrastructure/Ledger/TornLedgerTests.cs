using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

/// <summary>What a kill or a power cut leaves behind the last line that was answered.</summary>
public sealed class TornLedgerTests : IAsyncLifetime
{
    private readonly LedgerOnDisk disk = new();
    private byte[] answered = [], head = [], whole = [];

    public async Task InitializeAsync()
    {
        await disk.AddAsync("members", "1");
        await disk.AddAsync("members", "2");
        (answered, head) = (await File.ReadAllBytesAsync(disk.FilePath), await File.ReadAllBytesAsync(disk.HeadPath));
        // One write of three lines, which nobody was told of.
        await disk.AddAsync("notes", [.. Enumerable.Range(0, 1_100).Select(i => $"{i}")]);
        whole = await File.ReadAllBytesAsync(disk.FilePath);
        await File.WriteAllBytesAsync(disk.HeadPath, head);
    }

    public Task DisposeAsync()
    {
        disk.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Wherever_a_write_broke_off_no_answered_line_is_lost_and_no_half_line_counts()
    {
        for (var length = answered.Length; length <= whole.Length; length += 997)
        {
            await PutAsync(whole[..length]);
            var lines = whole.Take(length).Count(b => b == '\n');

            var torn = disk.Again().Verify();
            Assert.Equal((null, lines, whole[length - 1] != '\n'), (torn.Fault, (int)torn.Place.Number, torn.HasTornTail));

            await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None);
            var after = disk.Again().Verify();
            Assert.Equal((null, lines + 1, false), (after.Fault, (int)after.Place.Number, after.HasTornTail));
            var set = disk.Again().Open("crm", since: null);
            Assert.True(set.Contains("members", "1") && set.Contains("members", "2") && set.Contains("orders", "9"));
        }
    }

    [Fact]
    public async Task Zeros_that_a_power_cut_left_behind_the_answered_lines_are_cut()
    {
        await PutAsync([.. answered, .. new byte[100_000]]);
        await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None);
        Assert.Equal((null, 3L), (disk.Again().Verify().Fault, disk.Again().Verify().Place.Number));
    }

    [Fact]
    public async Task A_hole_in_the_middle_of_an_unanswered_write_is_cut_although_its_end_is_whole()
    {
        var holed = whole.ToArray();
        holed.AsSpan(answered.Length + 200, 4_096).Clear();
        await PutAsync(holed);
        await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None);
        Assert.Equal((null, 3L), (disk.Again().Verify().Fault, disk.Again().Verify().Place.Number));
    }

    [Fact]
    public async Task A_hole_in_what_was_answered_is_never_cut()
    {
        var holed = whole.ToArray();
        holed.AsSpan(10, 20).Clear();
        await PutAsync(holed);
        await Assert.ThrowsAsync<LedgerBrokenException>(() => disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None));
        Assert.Equal(holed, await File.ReadAllBytesAsync(disk.FilePath));
    }

    [Fact]
    public async Task Without_a_head_only_an_unfinished_line_is_cut()
    {
        await PutAsync([.. answered, .. "{\"at\":"u8]);
        File.Delete(disk.HeadPath);
        await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None);
        Assert.Equal((null, 3L), (disk.Again().Verify().Fault, disk.Again().Verify().Place.Number));

        await PutAsync([.. answered, .. Encoding.UTF8.GetBytes("{\"at\":}\n")]);
        File.Delete(disk.HeadPath);
        await Assert.ThrowsAsync<LedgerBrokenException>(() => disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "orders", ["9"])], CancellationToken.None));
    }

    private async Task PutAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(disk.FilePath, bytes);
        await File.WriteAllBytesAsync(disk.HeadPath, head);
    }
}

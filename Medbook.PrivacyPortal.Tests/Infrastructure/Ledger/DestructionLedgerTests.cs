using System.Globalization;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

public sealed class DestructionLedgerTests : IDisposable
{
    private readonly LedgerOnDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task What_was_destroyed_is_recognised_and_nothing_else()
    {
        await disk.AddAsync("members", "17", "18");
        await disk.AddAsync("notes", "17");

        var set = disk.Ledger.Open("crm", since: null);

        Assert.Equal(3, set.Count);
        Assert.True(set.Contains("members", "17"));
        Assert.True(set.Contains("members", "18"));
        Assert.False(set.Contains("members", "19"));
        Assert.False(set.Contains("notes", "18"));
        Assert.False(set.Contains("orders", "17"));
        Assert.Equal(0, disk.Ledger.Open("shop", since: null).Count);
    }

    [Fact]
    public async Task Records_whose_parts_join_to_the_same_text_are_told_apart()
    {
        await disk.Ledger.AppendAsync([new Destruction(Guid.NewGuid(), "a", "bc", ["d"])], CancellationToken.None);

        Assert.False(disk.Ledger.Open("ab", since: null).Contains("c", "d"));
        Assert.False(disk.Ledger.Open("a", since: null).Contains("b", "cd"));
    }

    [Fact]
    public async Task Nothing_of_a_record_stands_in_the_ledger()
    {
        await disk.AddAsync("members", "canary@example.org");

        var text = await File.ReadAllTextAsync(disk.FilePath);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains("\"dataset\":\"members\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_that_is_returned_is_found_again_and_another_one_is_not()
    {
        var first = await disk.AddAsync("members", "1");
        var second = await disk.AddAsync("members", "2");

        Assert.Equal((1L, 2L), (first.Number, second.Number));
        Assert.True(disk.Again().Has(first));
        Assert.Equal(second, disk.Again().End());
        Assert.True(disk.Ledger.Has(LedgerPlace.Beginning));
        Assert.False(disk.Ledger.Has(first with { Hash = second.Hash }));
        Assert.False(disk.Ledger.Has(second with { Number = 3 }));
    }

    [Fact]
    public async Task Lines_of_before_a_time_are_left_out_where_a_source_gives_keys_twice()
    {
        await disk.AddAsync("members", "1");
        disk.Clock.Advance(TimeSpan.FromDays(1));
        var since = disk.Clock.GetUtcNow();
        await disk.AddAsync("members", "2");

        var set = disk.Ledger.Open("crm", since);
        Assert.False(set.Contains("members", "1"));
        Assert.True(set.Contains("members", "2"));
        Assert.Equal([new LedgerCount("crm", "members", 1)], disk.Ledger.Count(since));
        Assert.Equal([new LedgerCount("crm", "members", 2)], disk.Ledger.Count(since: null));
    }

    [Fact]
    public async Task Many_records_become_several_lines_and_one_write()
    {
        var place = await disk.AddAsync("members", [.. Enumerable.Range(0, 1_201).Select(i => $"{i}")]);

        Assert.Equal(3, place.Number);
        var check = disk.Ledger.Verify();
        Assert.Equal((3L, 1_201L, null), (check.Place.Number, check.Records, check.Fault));
        Assert.True(disk.Ledger.Open("crm", since: null).Contains("members", "1200"));
    }

    [Fact]
    public async Task Keys_of_the_vault_are_named_by_their_ids()
    {
        var (owner, file) = (Guid.NewGuid(), Guid.NewGuid());
        await disk.Ledger.AppendAsync([Destruction.OfOwnerKeys(Guid.NewGuid(), [owner]), Destruction.OfFileKeys(Guid.NewGuid(), [file])], CancellationToken.None);

        var set = disk.Ledger.Open(Destruction.Vault, since: null);
        Assert.True(set.Contains(Destruction.OwnerKeys, Destruction.VaultKey(owner)));
        Assert.True(set.Contains(Destruction.FileKeys, Destruction.VaultKey(file)));
        Assert.False(set.Contains(Destruction.FileKeys, Destruction.VaultKey(owner)));
    }

    [Fact]
    public void An_empty_ledger_is_sound_and_has_no_key()
    {
        var check = disk.Ledger.Verify();
        Assert.Equal((LedgerPlace.Beginning, 0L, null, false), (check.Place, check.Records, check.Fault, check.HasTornTail));
        Assert.False(File.Exists(disk.KeyPath));
    }

    [Fact]
    public async Task Adding_nothing_writes_nothing()
    {
        var place = await disk.AddAsync("members", "1");
        Assert.Equal(place, await disk.AddAsync("members"));
        Assert.Single(disk.Lines());
    }

    [Fact]
    public async Task A_ledger_whose_key_is_gone_gets_no_other_key()
    {
        await disk.AddAsync("members", "1");
        File.Delete(disk.KeyPath);

        await Assert.ThrowsAsync<LedgerKeyMissingException>(() => disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "members", ["2"])], CancellationToken.None));
        Assert.Throws<LedgerKeyMissingException>(() => disk.Again().Verify());
        Assert.Throws<LedgerKeyMissingException>(() => disk.Again().Open("crm", since: null));
        Assert.False(File.Exists(disk.KeyPath));
    }

    [Fact]
    public async Task Only_the_portals_user_reads_key_head_and_ledger()
    {
        if (OperatingSystem.IsWindows()) return;
        await disk.AddAsync("members", "1");
        foreach (var file in new[] { disk.KeyPath, disk.HeadPath, disk.FilePath }) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_long_ledger_is_read_with_the_memory_of_a_few_lines()
    {
        var entries = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_ENTRIES"), CultureInfo.InvariantCulture, out var number) ? number : 100_000;
        for (var from = 0; from < entries; from += 20_000)
        {
            await disk.AddAsync("members", [.. Enumerable.Range(from, Math.Min(20_000, entries - from)).Select(i => $"{i}")]);
        }
        disk.Ledger.Verify();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var check = disk.Ledger.Verify();
        var few = disk.Ledger.Open("shop", since: null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((entries, null, 0), (check.Records, check.Fault, few.Count));
        // Two readings. An entry has 46 bytes in the file; what a reading allocates per line is the line once, for its tag.
        Assert.InRange(allocated, 1, 2 * ((64 * 1024 * 4) + (entries * 60L)));

        // What a replay keeps of one dataset: 32 bytes for each entry, and what a hash set that grows needs beside them. Counted on this
        // thread: other tests allocate in the same process.
        before = GC.GetAllocatedBytesForCurrentThread();
        var set = disk.Ledger.Open("crm", since: null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, (260L * entries) + 500_000);
        Assert.True(set.Contains("members", $"{entries - 1}"));
    }
}

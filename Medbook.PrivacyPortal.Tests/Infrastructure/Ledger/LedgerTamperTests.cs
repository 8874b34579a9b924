using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

/// <summary>Whoever can write to the ledger, and has not its key, is found, and the first line that does not fit is named.</summary>
public sealed class LedgerTamperTests : IAsyncLifetime
{
    private readonly LedgerOnDisk disk = new();

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 6; i++) await disk.AddAsync(i % 2 == 0 ? "members" : "notes", $"{i}", $"{i + 100}");
    }

    public Task DisposeAsync()
    {
        disk.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void The_ledger_that_nobody_touched_is_sound() => Assert.Null(disk.Ledger.Verify().Fault);

    [Theory]
    [InlineData("\"dataset\":\"members\"", "\"dataset\":\"persons\"")]
    [InlineData("\"n\":3", "\"n\":4")]
    [InlineData("T09:00:00", "T09:00:01")]
    [InlineData("\"source\":\"crm\"", "\"source\":\"crn\"")]
    public async Task An_edited_line_is_found(string was, string becomes)
    {
        var lines = disk.Lines();
        Assert.Contains(was, lines[2], StringComparison.Ordinal);
        lines[2] = lines[2].Replace(was, becomes, StringComparison.Ordinal);
        await FoundAsync(lines, LedgerFault.Changed, line: 3);
    }

    [Fact]
    public async Task Every_single_byte_counts()
    {
        var bytes = await File.ReadAllBytesAsync(disk.FilePath);
        var ends = disk.Lines().Select(line => line.Length + 1).ToList();
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(disk.FilePath, changed);
            var check = disk.Ledger.Verify();
            Assert.NotNull(check.Fault);
            Assert.Equal(LineAt(ends, at), check.Place.Number);
        }
    }

    [Fact]
    public async Task A_record_that_was_taken_out_of_its_line_is_found()
    {
        var lines = disk.Lines();
        var from = lines[2].IndexOf('[', StringComparison.Ordinal) + 1;
        lines[2] = lines[2].Remove(from, lines[2].IndexOf(',', from) + 1 - from);
        await FoundAsync(lines, LedgerFault.Changed, line: 3);
    }

    [Fact]
    public Task A_line_that_was_taken_out_is_found() => FoundAsync(disk.Lines().Where((_, i) => i != 2), LedgerFault.OutOfOrder, line: 3);

    [Fact]
    public Task The_first_line_that_was_taken_out_is_found() => FoundAsync(disk.Lines().Skip(1), LedgerFault.OutOfOrder, line: 1);

    [Fact]
    public Task A_line_that_stands_twice_is_found() => FoundAsync(disk.Lines().SelectMany((line, i) => i == 2 ? new[] { line, line } : [line]), LedgerFault.OutOfOrder, line: 4);

    [Fact]
    public Task Two_lines_in_each_others_place_are_found()
    {
        var lines = disk.Lines();
        (lines[2], lines[3]) = (lines[3], lines[2]);
        return FoundAsync(lines, LedgerFault.OutOfOrder, line: 3);
    }

    [Fact]
    public Task Lines_that_were_taken_off_the_end_are_found() => FoundAsync(disk.Lines().Take(4), LedgerFault.EndMissing, line: 5);

    [Fact]
    public Task A_ledger_that_was_emptied_is_found() => FoundAsync([], LedgerFault.EndMissing, line: 1);

    [Fact]
    public async Task A_ledger_that_was_deleted_is_found()
    {
        File.Delete(disk.FilePath);
        Assert.Equal((LedgerFault.EndMissing, 0L), (disk.Ledger.Verify().Fault, disk.Ledger.Verify().Place.Number));
        await Assert.ThrowsAsync<LedgerBrokenException>(() => disk.AddAsync("members", "7"));
    }

    [Fact]
    public async Task A_genuine_line_of_another_day_is_found()
    {
        // The same number and key, but it followed another line: the ledger was put back to an older copy and went on from there.
        var lines = disk.Lines();
        disk.WriteLines(lines.Take(2));
        File.Delete(disk.HeadPath);
        await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "members", ["other"])], CancellationToken.None);
        var other = disk.Lines()[2];
        await disk.Again().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "members", ["more"])], CancellationToken.None);

        lines[3] = disk.Lines()[3];
        Assert.NotEqual(lines[2], other);
        await FoundAsync(lines, LedgerFault.OtherLineBefore, line: 4);
    }

    [Fact]
    public async Task A_line_written_with_another_key_is_found()
    {
        using var foreign = new LedgerOnDisk();
        await foreign.AddAsync("members", "1");
        await FoundAsync(disk.Lines().Skip(1).Prepend(foreign.Lines()[0]), LedgerFault.Changed, line: 1);
    }

    [Fact]
    public Task Words_between_the_lines_are_found() => FoundAsync([.. disk.Lines().Take(3), "# a remark", .. disk.Lines().Skip(3)], LedgerFault.NoLine, line: 4);

    [Fact]
    public async Task A_head_that_somebody_wrote_is_found()
    {
        var head = await File.ReadAllTextAsync(disk.HeadPath);
        disk.WriteLines(disk.Lines().Take(4));
        await File.WriteAllTextAsync(disk.HeadPath, head.Replace("\"n\":6", "\"n\":4", StringComparison.Ordinal));

        Assert.Equal(LedgerFault.OtherHead, disk.Ledger.Verify().Fault);
        await Assert.ThrowsAsync<LedgerBrokenException>(() => disk.AddAsync("members", "7"));
    }

    // What does not fit is never added to, replayed or counted.
    private async Task FoundAsync(IEnumerable<string> lines, LedgerFault fault, long line)
    {
        disk.WriteLines(lines.ToList());

        var check = disk.Again().Verify();
        Assert.Equal((fault, line - 1), (check.Fault, check.Place.Number));
        Assert.Equal(line, Assert.Throws<LedgerBrokenException>(() => disk.Again().Open("crm", since: null)).Line);
        Assert.Throws<LedgerBrokenException>(() => disk.Again().End());
        if (fault is LedgerFault.EndMissing) Assert.Equal(line, (await Assert.ThrowsAsync<LedgerBrokenException>(() => disk.AddAsync("members", "7"))).Line);
    }

    private static long LineAt(List<int> lengths, int at)
    {
        var line = 0;
        while (at >= lengths[line]) at -= lengths[line++];
        // A changed end of line is seen with the line it ends.
        return line;
    }
}

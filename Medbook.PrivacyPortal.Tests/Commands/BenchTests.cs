using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

public sealed class BenchTests : IDisposable
{
    private readonly CommandLine machine = CommandLine.WithoutSettings();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task It_measures_copies_beside_the_shell_without_any_setting_and_leaves_nothing_behind()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(machine.Folder, "tmp")).FullName;
        var bench = await machine.With("TMPDIR", temporary).RunAsync("bench", "export", "--rows", "20", "40", "--runs", "1");

        Assert.True(bench.ExitCode == 0, bench.Error);
        var lines = bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("20 ", lines[1].TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith("CPU(40) / CPU(20) = ", lines[3], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task Without_the_programs_to_compare_with_it_names_them()
    {
        var bench = await machine.With("PATH", machine.Folder).RunAsync("bench", "export", "--rows", "20");

        Assert.Equal(2, bench.ExitCode);
        Assert.Contains("sqlite3 and zip not found", bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_the_queue_at_its_start_and_far_behind_it()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(machine.Folder, "tmp")).FullName;
        var bench = await machine.With("TMPDIR", temporary).RunAsync("bench", "triage", "--requests", "2000", "--runs", "2");

        Assert.True(bench.ExitCode == 0, bench.Error);
        var lines = bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("1200 ", lines[2].TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith("late page / first page: ", lines[3], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task It_reads_the_dashboard_beside_a_recount_that_finds_nothing_wrong()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(machine.Folder, "tmp")).FullName;
        var bench = await machine.With("TMPDIR", temporary).RunAsync("bench", "dashboard", "--requests", "2000", "--runs", "2");

        Assert.True(bench.ExitCode == 0, bench.Error);
        var lines = bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        Assert.EndsWith(", 0 figures wrong", lines[5], StringComparison.Ordinal);
        Assert.StartsWith("recount / dashboard: ", lines[6], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task It_measures_both_passes_of_an_extract()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(machine.Folder, "tmp")).FullName;
        var bench = await machine.With("TMPDIR", temporary).RunAsync("bench", "extract", "--rows", "5000");

        Assert.True(bench.ExitCode == 0, bench.Error);
        var lines = bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches("^ *5000 +100 +read ", lines[1]);
        Assert.Matches("^ *5000 +100 +release ", lines[2]);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }
}

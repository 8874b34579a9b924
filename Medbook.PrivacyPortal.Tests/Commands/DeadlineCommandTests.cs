using System.Text.Json;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>A term is counted on a machine that has the binary and nothing else.</summary>
public sealed class DeadlineCommandTests : IDisposable
{
    private const string Plain =
        """{"received":"2026-01-31","thirtyDays":"2026-03-02","oneMonth":"2026-02-28","due":"2026-02-28","unpausedDue":"2026-02-28","hardLimit":"2026-03-02","extendedTo":"2026-04-28","extendedHardLimit":"2026-04-28"}""";

    private const string Paused =
        """{"received":"2026-01-31","thirtyDays":"2026-03-09","oneMonth":"2026-03-07","due":"2026-03-07","unpausedDue":"2026-02-28","hardLimit":"2026-03-09","extendedTo":"2026-05-05","extendedHardLimit":"2026-05-05"}""";

    private readonly CommandLine machine = CommandLine.WithoutSettings();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task A_term_is_printed_as_one_line_of_JSON()
    {
        Assert.Equal(new CommandResult(0, Plain + "\n", ""), await machine.RunAsync("deadline", "--received", "2026-01-31"));
        Assert.Equal(new CommandResult(0, Paused + "\n", ""), await machine.RunAsync("deadline", "--received", "2026-01-31", "--pause", "2026-02-03..2026-02-10"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Folder));
    }

    [Fact]
    public async Task Several_pauses_add_up()
    {
        var result = await machine.RunAsync(
            "deadline", "--received", "2026-01-31", "--pause", "2026-02-01..2026-02-03", "--pause", "2026-02-03..2026-02-08");
        Assert.Equal((0, Paused), (result.ExitCode, result.Output.TrimEnd()));
    }

    [Fact]
    public async Task Lines_are_counted_as_they_come_with_or_without_brackets_and_empty_ones_are_passed_over()
    {
        var result = await machine.FeedAsync(
            ["\uFEFF2026-01-31\r\n\n", "2026-01-31 2026-02-", "03..2026-02-10\n", "2026-01-31\t[2026-02-01..2026-02-03] [2026-02-03..2026-02-08]"],
            "deadline", "--stdin");
        Assert.Equal(new CommandResult(0, $"{Plain}\n{Paused}\n{Paused}\n", ""), result);
    }

    [Fact]
    public async Task A_bad_line_is_named_by_its_number_and_the_next_one_is_counted()
    {
        var result = await machine.FeedAsync(
            [
                "2026-01-31\nyesterday\n2026-02-30\n31/01/2026\n\n",
                "2026-01-31 2026-02-01..2026-02-02 2026-02-03\n2026-01-31 [2026-02-03..2026-02-10\n2026-01-31 2026-02-03..\n",
                "2026-01-31 2026-02-03..2026-02-02\n2026-01-31 2026-02-04..2026-02-05\n2026-01-31 2026-01-30..2026-02-05\n",
                "2026-01-31 2026-02-01..2026-02-05 2026-02-02..2026-02-03\n9999-12-31\n2026-01-31 \u001b[2J\n",
                $"2026-01-31{new string(' ', 5000)}\n2026-01-31 2026-02-03..2026-02-10\n",
            ],
            "deadline", "--stdin");

        Assert.Equal((1, $"{Plain}\n{Paused}\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            [
                "error: line 2: The day of receipt is no date in the form yyyy-MM-dd.",
                "error: line 3: The day of receipt is no date in the form yyyy-MM-dd.",
                "error: line 4: The day of receipt is no date in the form yyyy-MM-dd.",
                "error: line 6: Pause 2 is not two dates in the form yyyy-MM-dd..yyyy-MM-dd.",
                "error: line 7: Pause 1 is not two dates in the form yyyy-MM-dd..yyyy-MM-dd.",
                "error: line 8: Pause 1 is not two dates in the form yyyy-MM-dd..yyyy-MM-dd.",
                "error: line 9: The question was sent on 3 February 2026. Its answer cannot be earlier.",
                "error: line 10: A question about identity pauses the clock only until 3 February 2026, three days after receipt.",
                "error: line 11: The request arrived on 31 January 2026. Nothing about it can be earlier.",
                "error: line 12: The question of 1 February 2026 was not answered yet. The clock is paused already.",
                "error: line 13: Use a year from 1583 to 9990.",
                "error: line 14: Pause 1 is not two dates in the form yyyy-MM-dd..yyyy-MM-dd.",
                "error: line 15: This line is too long.",
            ],
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_hundred_thousand_lines_and_one_without_end_fit_in_little_memory()
    {
        // The runtime refuses to take more: what is kept of the 30 MB in or the 20 MB out would end the process.
        machine.With("DOTNET_GCHeapHardLimit", "0x1000000");
        var thousandLines = string.Concat(Enumerable.Repeat("2026-01-31\n", 1000));
        var endless = new string('2', 1024 * 1024);
        var result = await machine.FeedAsync(
            [.. Enumerable.Repeat(thousandLines, 100), .. Enumerable.Repeat(endless, 30), "\n2026-01-31\n"], "deadline", "--stdin");

        Assert.Equal((1, "error: line 100001: This line is too long."), (result.ExitCode, result.Error.TrimEnd()));
        Assert.Equal(100_001 * (Plain.Length + 1), result.Output.Length);
    }

    [Theory]
    [InlineData("The day of receipt is no date", "--received", "31/01/2026")]
    [InlineData("Pause 1 is not two dates", "--received", "2026-01-31", "--pause", "2026-02-03")]
    [InlineData("three days after receipt", "--received", "2026-01-31", "--pause", "2026-02-04..2026-02-05")]
    [InlineData("Give either --received or --stdin.")]
    [InlineData("Give either --received or --stdin.", "--received", "2026-01-31", "--stdin")]
    [InlineData("With --stdin a pause stands in the line of its term.", "--stdin", "--pause", "2026-02-03..2026-02-10")]
    [InlineData("'--pauze'", "--received", "2026-01-31", "--pauze", "2026-02-03..2026-02-10")]
    public async Task What_cannot_be_counted_is_said_and_counts_as_not_done(string sentence, params string[] arguments)
    {
        var result = await machine.RunAsync(["deadline", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("{", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_is_JSON_with_the_names_of_the_calculation()
    {
        var result = await machine.FeedAsync(["2028-01-31 2028-02-01..2028-03-15\n"], "deadline", "--stdin");
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(
            ["received", "thirtyDays", "oneMonth", "due", "unpausedDue", "hardLimit", "extendedTo", "extendedHardLimit"],
            json.RootElement.EnumerateObject().Select(date => date.Name));
        Assert.All(json.RootElement.EnumerateObject(), date => Assert.Matches(@"^\d{4}-\d\d-\d\d$", date.Value.GetString()));
    }
}

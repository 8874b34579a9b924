using System.Text;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public sealed class RowsAsCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+32 16 96 11 60", "'+32 16 96 11 60")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("＝1+1", "'＝1+1")]
    public async Task Text_that_a_spreadsheet_would_run_gets_an_apostrophe(string text, string cell) =>
        Assert.Equal($"\"{cell}\"", await CellAsync(text));

    [Theory]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData("a,=1+1", "a,'=1+1")]
    [InlineData("a\n=1+1", "a\n'=1+1")]
    [InlineData("a\r\n=1+1", "a\r\n'=1+1")]
    [InlineData("a\t@x", "a\t'@x")]
    [InlineData("a\";=1+1", "a\"\";'=1+1")]
    [InlineData("\"=1+1", "\"\"'=1+1")]
    public async Task So_does_what_would_begin_a_cell_for_a_program_with_other_separators(string text, string cell) =>
        Assert.Equal($"\"{cell}\"", await CellAsync(text));

    [Theory]
    [InlineData("plain")]
    [InlineData("a = b")]
    [InlineData("e-mail")]
    [InlineData("ada@example.org")]
    [InlineData("café “x” – naïve 漢字 😀")]
    public async Task Other_text_stands_as_it_is(string text) => Assert.Equal(text, await CellAsync(text));

    [Fact]
    public async Task Numbers_stay_numbers_whatever_their_sign_and_nothing_is_an_empty_cell() =>
        Assert.Equal("-3,-2.50,,true\r\n", (await FileAsync(-3L, -2.50m, null, true)).Split("\r\n", 2)[1]);

    [Fact]
    public async Task It_begins_with_the_mark_that_makes_excel_read_accents()
    {
        using var target = new MemoryStream();
        await using (await RowsAsCsv.BeginAsync(target, Fields(1), CancellationToken.None)) { }
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'f'], target.ToArray()[..4]);
    }

    [Fact]
    public async Task What_was_read_beyond_the_columns_is_not_written()
    {
        using var target = new MemoryStream();
        await using (var csv = await RowsAsCsv.BeginAsync(target, Fields(1), CancellationToken.None))
        {
            await csv.WriteAsync(new SourceRow(null, [], ["shown", "waits for an officer"]), CancellationToken.None);
        }
        Assert.Equal("\ufefff0\r\nshown\r\n", Encoding.UTF8.GetString(target.ToArray()));
    }

    private static async Task<string> CellAsync(string text) => (await FileAsync(text)).Split("\r\n", 2)[1][..^2];

    private static async Task<string> FileAsync(params object?[] values)
    {
        using var target = new MemoryStream();
        await using (var csv = await RowsAsCsv.BeginAsync(target, Fields(values.Length), CancellationToken.None))
        {
            await csv.WriteAsync(new SourceRow(null, [], values), CancellationToken.None);
        }
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private static IReadOnlyList<ReadField> Fields(int count) => [.. Enumerable.Range(0, count).Select(i => new ReadField(
        $"f{i}",
        new Field
        {
            Column = $"f{i}", Label = new LocalText("F", "F", "F"), Category = "c", Activities = ["account"], Origin = Origin.Provided,
            Erasure = new Medbook.PrivacyPortal.DataMap.Model.Erasure { Action = ErasureAction.Delete },
        },
        null, []))];
}

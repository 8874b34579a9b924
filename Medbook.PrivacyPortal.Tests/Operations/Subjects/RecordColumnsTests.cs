using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

public sealed class RecordColumnsTests
{
    [Fact]
    public void What_names_a_record_comes_first_and_its_two_dates_are_in_the_table()
    {
        var (main, more) = Columns("career");

        Assert.Equal(["organisation", "position", "started_on", "ended_on"], main);
        Assert.Contains("country", more);
    }

    [Fact]
    public void Every_field_is_somewhere_once()
    {
        foreach (var dataset in Sample.Datasets.Where(d => ReadField.AllOf(d).Count > 0))
        {
            var (main, more) = Columns(dataset.Id);
            Assert.Equal(ReadField.AllOf(dataset).Select(field => field.Name).Order(), main.Concat(more).Order());
            Assert.InRange(main.Count, 1, 4);
        }
    }

    [Fact]
    public void A_field_that_is_empty_on_every_row_leaves_its_place()
    {
        var (main, _) = Columns("career", empty: "position");

        Assert.DoesNotContain("position", main);
        Assert.Equal(4, main.Count);
    }

    [Fact]
    public void Where_all_values_come_from_the_same_place_it_is_said_once()
    {
        Assert.Equal(Origin.Provided, RecordColumns.Of(Records("experience", null)).Origin);
        Assert.Null(RecordColumns.Of(Records("members", null)).Origin);
    }

    private static Source Sample => ShippedMap.For(Provider.Sqlite).Find("sample")!;

    private static (IReadOnlyList<string> Main, IReadOnlyList<string> More) Columns(string dataset, string? empty = null)
    {
        var records = Records(dataset, empty);
        var columns = RecordColumns.Of(records);
        return ([.. columns.Main.Select(i => records.Fields[i].Name)], [.. columns.More.Select(i => records.Fields[i].Name)]);
    }

    private static HeldRecords Records(string dataset, string? empty)
    {
        var fields = ReadField.AllOf(Sample.Find(dataset)!);
        var row = new SourceRow("1", [], [.. fields.Select(field => field.Name == empty ? null : (object)"value")]);
        return new HeldRecords(Sample.Find(dataset)!, fields, [], [row], 0, null, null);
    }
}

using System.Globalization;
using Bunit;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class BarChartTests : UiTestContext
{
    [Fact]
    public void Bars_stand_on_each_other_and_the_highest_column_fills_the_chart()
    {
        var chart = Draw([new("On time", [3, 0]), new("Late", [1, 2])]);

        var bars = chart.FindAll("svg.chart rect").Select(bar => (bar.ClassName, Number(bar.GetAttribute("y")), Number(bar.GetAttribute("height"))));
        Assert.Equal([("f1", 25m, 75m), ("f2", 0m, 25m), ("f2", 50m, 50m)], bars);
        Assert.Equal(["4", "0"], chart.FindAll(".axis span").Select(end => end.TextContent));
    }

    [Fact]
    public void Every_number_stands_in_the_table_behind_it()
    {
        var chart = Draw([new("On time", [3, 0]), new("Late", [1200, 2])]);

        Assert.Equal(["January", "3", "1,200", "February", "0", "2"], chart.FindAll("tbody th, tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["Month", "On time", "Late"], chart.FindAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal("Requests. The numbers stand in the table below.", chart.Find("svg.chart").GetAttribute("aria-label"));
    }

    [Fact]
    public void Without_anything_to_show_there_are_no_bars() => Assert.Empty(Draw([new("On time", [0, 0])]).FindAll("svg.chart rect"));

    private IRenderedComponent<BarChart> Draw(IReadOnlyList<ChartSeries> series) => Render<BarChart>(chart => chart
        .Add(one => one.Label, "Requests").Add(one => one.LabelHead, "Month").Add(one => one.Labels, ["January", "February"]).Add(one => one.Series, series));

    private static decimal Number(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Bunit;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Features.MyData;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.MyData;

public sealed class ValueTextTests : UiTestContext
{
    public static TheoryData<string, object?, string> Values => new()
    {
        { "en-GB", new DateOnly(2026, 12, 5), "5 December 2026" },
        { "fr-BE", new DateOnly(2026, 12, 1), "1er décembre 2026" },
        // Summer time in Brussels.
        { "en-GB", new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero), "2 July 2026, 00:30" },
        { "nl-BE", true, "Ja" },
        { "fr-BE", false, "Non" },
        { "en-GB", 2019L, "2019" },
        { "nl-BE", 1234.5m, "1.234,5" },
        { "en-GB", new byte[2048], "File of 2,048 bytes" },
        { "en-GB", new TimeOnly(8, 5), "08:05" },
        { "en-GB", JsonDocument.Parse("\"text\"").RootElement, "text" },
        { "en-GB", null, "–Empty" },
        { "en-GB", " ", "–Empty" },
        { "en-GB", Masked.Value, "About somebody else" },
        { "en-GB", Withheld.Value, "Text of somebody else" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_people_write_it(string culture, object? value, string expected)
    {
        Speak(culture);

        Assert.Equal(expected, Render<ValueText>(p => p.Add(c => c.Value, value)).Nodes.Select(node => node.TextContent).Aggregate("", string.Concat).Trim());
    }

    [Fact]
    public void A_long_text_is_folded_between_two_words_and_still_whole()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 100));

        var fold = Render<ValueText>(p => p.Add(c => c.Value, text)).Find("details.long");

        Assert.EndsWith("word…", fold.QuerySelector(".start")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(text, fold.QuerySelector(".lines")!.TextContent);
    }

    [Fact]
    public void Markup_in_a_value_is_text()
    {
        var value = Render<ValueText>(p => p.Add(c => c.Value, "<script>alert(1)</script>"));

        Assert.Empty(value.FindAll("script"));
        Assert.Equal("<script>alert(1)</script>", value.Find(".lines").TextContent);
    }
}

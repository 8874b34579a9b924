using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Tests.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Texts;

public sealed class PortalCulturesTests
{
    private static readonly DateOnly FifthOfDecember = new(2026, 12, 5);

    [Fact]
    public void A_long_date_has_no_weekday()
    {
        Assert.Equal("5 December 2026", FifthOfDecember.ToString("D", PortalCultures.English));
        Assert.Equal("5 december 2026", FifthOfDecember.ToString("D", PortalCultures.Dutch));
        Assert.Equal("5 décembre 2026", FifthOfDecember.ToString("D", PortalCultures.French));
    }

    [Fact]
    public void French_writes_the_first_of_a_month_as_1er()
    {
        Assert.Equal("1er décembre 2026", LongDate.Of(new(2026, 12, 1), PortalCultures.French));
        Assert.Equal("11 décembre 2026", LongDate.Of(new(2026, 12, 11), PortalCultures.French));
        Assert.Equal("1 december 2026", LongDate.Of(new(2026, 12, 1), PortalCultures.Dutch));
    }

    [Theory]
    [InlineData("nl-NL", "nl-BE")]
    [InlineData("FR", "fr-BE")]
    [InlineData("en-US", "en-GB")]
    [InlineData("de-DE", null)]
    [InlineData(null, null)]
    public void A_language_finds_the_culture_of_the_portal(string? wished, string? found) =>
        Assert.Equal(found, PortalCultures.Find(wished)?.Name);

    [Fact]
    public void An_unknown_language_reads_English() => Assert.Equal("en-GB", PortalCultures.Of("de-DE").Name);

    [Fact]
    public void Nobody_can_change_a_culture_of_the_portal() => Assert.All(PortalCultures.All, culture => Assert.True(culture.IsReadOnly));

    [Theory]
    [InlineData("en-GB", "0 bytes, 1 byte")]
    [InlineData("fr-BE", "0 byte, 1 byte")]
    public void A_count_of_zero_is_singular_in_French_only(string culture, string expected)
    {
        CultureInfo.CurrentUICulture = PortalCultures.Of(culture);
        var texts = new FewTexts(new() { ["bytes.one"] = "{0} byte", ["bytes.other"] = "{0} bytes" });

        Assert.Equal(expected, $"{texts.Plural("bytes", 0)}, {texts.Plural("bytes", 1)}");
    }

    [Fact]
    public void A_sentence_of_its_own_for_nothing_wins()
    {
        var texts = new FewTexts(new() { ["bytes.zero"] = "empty", ["bytes.one"] = "{0} byte", ["bytes.other"] = "{0} bytes" });

        Assert.Equal("empty", texts.Plural("bytes", 0));
        Assert.Equal("3 bytes", texts.Plural("bytes", 3));
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData("en-GB", "Belgium")]
    [InlineData("nl-BE", "België")]
    [InlineData("fr-BE", "Belgique")]
    public void A_code_is_shown_as_what_it_means_in_the_language_of_the_page(string culture, string expected)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Shown("country", "BE"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_code_without_words_and_any_other_value_are_shown_as_they_are()
    {
        Assert.Equal("NL", Shown("country", "NL"));
        Assert.Null(Shown("country", null));
        Assert.Same(Masked.Value, Shown("country", Masked.Value));
        Assert.Equal("BE", Shown("organisation", "BE"));
    }

    private static object? Shown(string field, object? value)
    {
        var career = ShippedMap.For(Provider.Sqlite).Find("sample")!.Find("career")!;
        var row = new SourceRow("1", [], [value]);
        var records = new HeldRecords(career, [.. ReadField.AllOf(career).Where(f => f.Name == field)], [], [row], 0, null, null);
        return records.Shown(row, 0);
    }
}

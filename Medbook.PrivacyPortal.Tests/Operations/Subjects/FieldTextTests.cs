using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

/// <summary>A value as a request keeps it, and as people read it.</summary>
public sealed class FieldTextTests
{
    private readonly IStringLocalizer<ValueTexts> texts = new StringLocalizer<ValueTexts>(new ResourceManagerStringLocalizerFactory(
        Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public static TheoryData<object?, string?> Values => new()
    {
        { "Resident", "Resident" },
        { 42L, "42" },
        { 25.5m, "25.5" },
        { true, "true" },
        { new DateOnly(2026, 3, 2), "2026-03-02" },
        { new TimeOnly(22, 5), "22:05" },
        { new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero), "2026-07-02T00:30" },
        { JsonSerializer.SerializeToElement("large"), "large" },
        { JsonSerializer.SerializeToElement(new[] { 1 }), "[1]" },
        { Masked.Value, null },
        { Withheld.Value, null },
        { new byte[] { 1 }, null },
        { null, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_kept_the_same_in_every_language(object? value, string? text)
    {
        CultureInfo.CurrentCulture = PortalCultures.Of("fr-BE");
        Assert.Equal(text, FieldText.Of(value));
    }

    [Theory]
    [InlineData(FieldType.Date, "2026-03-02", "en-GB", "2 March 2026")]
    [InlineData(FieldType.Date, "2026-03-01", "fr-BE", "1er mars 2026")]
    [InlineData(FieldType.Date, "next spring", "nl-BE", "next spring")]
    [InlineData(FieldType.Boolean, "true", "nl-BE", "Ja")]
    [InlineData(FieldType.Boolean, "perhaps", "en-GB", "perhaps")]
    [InlineData(FieldType.Decimal, "25.5", "nl-BE", "25,5")]
    [InlineData(FieldType.Decimal, "about 25", "nl-BE", "about 25")]
    [InlineData(FieldType.Time, "22:05", "en-GB", "22:05")]
    [InlineData(FieldType.Time, "late", "en-GB", "late")]
    [InlineData(FieldType.DateTime, "2026-07-02T00:30", "en-GB", "2 July 2026, 00:30")]
    [InlineData(FieldType.Text, " ", "en-GB", "Empty")]
    [InlineData(FieldType.Text, "2026-03-02", "en-GB", "2026-03-02")]
    public void People_read_it_in_their_own_words(FieldType type, string text, string culture, string words)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.Of(culture), PortalCultures.Of(culture));
        Assert.Equal(words, texts.Words(Field(type), text));
    }

    [Fact]
    public void A_code_is_read_as_what_it_means()
    {
        CultureInfo.CurrentUICulture = PortalCultures.Of("fr-BE");
        var field = ShippedMap.Read().Map!.Find("sample")!.Find("members")!.Find("language")!;

        Assert.Equal("Néerlandais", texts.Words(field, "nl"));
        Assert.Equal("de", texts.Words(field, "de"));
    }

    private static Field Field(FieldType type) => ShippedMap.Read().Map!.Find("sample")!.Find("members")!.Find("title")! with { Type = type };
}

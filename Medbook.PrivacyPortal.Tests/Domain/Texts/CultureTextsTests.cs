using System.Globalization;
using System.Resources;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Texts;

public sealed class CultureTextsTests
{
    private static readonly CultureTexts Terms = new(typeof(TermTexts));

    [Fact]
    public void A_text_is_in_the_language_of_its_reader_whatever_the_page_speaks()
    {
        CultureInfo.CurrentUICulture = PortalCultures.French;

        Assert.Equal(
            ["consent", "toestemming", "consentement"],
            PortalCultures.All.Select(culture => Terms.In(culture, "LegalBasis.Consent.official")));
    }

    [Fact]
    public void A_text_that_is_missing_is_named()
    {
        var problem = Assert.Throws<MissingManifestResourceException>(() => Terms.In(PortalCultures.English, "no such text"));

        Assert.Equal("no such text", problem.Message);
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class FileSizeTests
{
    public FileSizeTests() => CultureInfo.CurrentCulture = PortalCultures.English;

    [Theory]
    [InlineData(0, "1 kB")]
    [InlineData(310_400, "310 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_999, "1.0 MB")]
    [InlineData(4_120_000, "4.1 MB")]
    [InlineData(41_200_000, "41 MB")]
    [InlineData(3_000_000_000_000, "3.0 TB")]
    public void A_size_has_two_digits_or_three(long bytes, string words) => Assert.Equal(words, FileSize.Of(bytes).Replace('\u00a0', ' '));
}

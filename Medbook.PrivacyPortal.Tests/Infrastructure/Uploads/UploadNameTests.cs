using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

public sealed class UploadNameTests
{
    [Theory]
    [InlineData("brief.pdf", "brief.pdf")]
    [InlineData("BRIEF.PDF", "BRIEF.pdf")]
    [InlineData("brief aan Medbook van 3.12.2025", "brief aan Medbook van 3.12.2025.pdf")]
    [InlineData("Dr. Peeters", "Dr. Peeters.pdf")]
    [InlineData("brief.final", "brief.final.pdf")]
    [InlineData("brief.tar.gz", "brief.tar.gz.pdf")]
    [InlineData("foto.png", "foto.pdf")]
    [InlineData("nota.txt", "nota.pdf")]
    [InlineData("/etc/passwd", "passwd.pdf")]
    [InlineData(@"C:\Users\jan\brief.pdf", "brief.pdf")]
    [InlineData(@"..\..\brief.pdf", "brief.pdf")]
    [InlineData("brief.pdf:verborgen", "verborgen.pdf")]
    [InlineData("..", "file.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData(null, "file.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData(".htaccess", "htaccess.pdf")]
    [InlineData("brief.pdf...", "brief.pdf")]
    [InlineData("brief\r\nSet-Cookie: a.pdf", "a.pdf")]
    [InlineData("brief\u0000\u001b\u007f.pdf", "brief.pdf")]
    [InlineData("brief\u00a0 \t  2.pdf", "brief 2.pdf")]
    [InlineData("factuur\u202efdp.exe\u202c.pdf", "factuurfdp.exe.pdf")]
    [InlineData("\u2066\u200b\ufeffbrief\u2069.pdf", "brief.pdf")]
    [InlineData("a<b>c\"d|e?f*g.pdf", "a_b_c_d_e_f_g.pdf")]
    [InlineData("caf\u0065\u0301.pdf", "caf\u00e9.pdf")]
    [InlineData("\ud800kapot\udc00.pdf", "kapot.pdf")]
    [InlineData("\uffff\ue000.pdf", "file.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("LPT1", "_LPT1.pdf")]
    [InlineData("nul.tar.pdf", "_nul.tar.pdf")]
    [InlineData("console.pdf", "console.pdf")]
    [InlineData("漢字 🙂.pdf", "漢字 🙂.pdf")]
    public void A_name_keeps_its_words_and_loses_path_tricks_and_wrong_ending(string? given, string clean) =>
        Assert.Equal(clean, UploadName.Of(given, FileKind.Pdf));

    [Theory]
    [InlineData("factuur.exe")]
    [InlineData("factuur.pdf.exe")]
    [InlineData("foto.HTML")]
    [InlineData("foto.svg")]
    [InlineData("foto.s\u200bvg")]
    [InlineData("foto.exe. ")]
    [InlineData("..\\foto.js")]
    public void A_picture_by_the_name_of_something_that_runs_is_no_slip(string given) =>
        Assert.All(Enum.GetValues<FileKind>(), kind => Assert.Null(UploadName.Of(given, kind)));

    [Theory]
    [InlineData("brief.pdf")]
    [InlineData("foto.jpeg")]
    [InlineData("foto.jfif")]
    [InlineData("foto.png")]
    [InlineData("foto.webp")]
    public void Text_by_the_name_of_a_picture_or_a_document_misleads(string given)
    {
        Assert.Null(UploadName.Of(given, FileKind.Text));
        Assert.NotNull(UploadName.Of(given, FileKind.Jpeg));
    }

    [Theory]
    [InlineData("agenda.csv", "agenda.csv.txt")]
    [InlineData("agenda.text", "agenda.txt")]
    [InlineData("agenda", "agenda.txt")]
    public void Text_opens_as_text(string given, string clean) => Assert.Equal(clean, UploadName.Of(given, FileKind.Text));

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("🙂")]
    public void A_long_name_is_cut_between_letters_and_keeps_its_ending(string letter)
    {
        var name = UploadName.Of(string.Concat(Enumerable.Repeat(letter, 500)) + ".jpeg", FileKind.Jpeg)!;

        Assert.EndsWith($"{letter}.jpg", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), UploadName.MaxLength - 3, UploadName.MaxLength);
        Assert.True(name.Length <= UploadName.MaxLength);
    }

    [Fact]
    public void Every_kind_has_the_ending_a_chooser_offers() =>
        Assert.All(Enum.GetValues<FileKind>(), kind => Assert.Contains(kind.Ending(), FileKinds.Endings));
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

/// <summary>What a person reads of a copy: <c>index.html</c> and <c>article-15.json</c>.</summary>
public sealed partial class CopyPageTests() : ClinicTests(Provider.Sqlite)
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("<!-- -->&amp;")]
    public async Task Markup_in_a_value_is_text(string hostile)
    {
        await SetNameAsync(hostile);
        var page = await PageAsync();

        Assert.DoesNotContain(hostile, page, StringComparison.Ordinal);
        Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(hostile), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Control_characters_are_shown_as_signs_and_half_a_character_as_none()
    {
        await SetNameAsync("a\u0001b\u001bc\u007fd\u0085e");
        var page = await PageAsync();

        Assert.Contains("a\u2401b\u241bc\u2421d", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, c => c < ' ' && c != '\n');
    }

    [Fact]
    public async Task A_direction_that_a_value_sets_ends_with_its_cell()
    {
        await SetNameAsync("\u202egnp.exe");
        var page = await PageAsync();

        Assert.Matches(@"<d[dt]>(\u202e|&#x202E;)gnp\.exe</d[dt]>", page);
        Assert.Contains("unicode-bidi: plaintext", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_outside_and_allows_nothing_but_its_own_style()
    {
        var page = await PageAsync();

        Assert.Matches("""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'">""", page);
        Assert.DoesNotMatch(@"(?i)\ssrc\s*=|<link|<iframe|@import|url\(|javascript:| style=| on\w+=", page);
        Assert.All(Links().Matches(page).Select(link => link.Groups[1].Value), link =>
            Assert.True(link.StartsWith('#') || link.StartsWith("data/", StringComparison.Ordinal) || link.EndsWith("/.well-known/copy-keys.json", StringComparison.Ordinal), link));
    }

    [Fact]
    public async Task Every_link_inside_the_copy_leads_to_something_that_is_there()
    {
        using var copy = await CopyAsync();
        var page = Text(copy, "index.html");

        Assert.All(Links().Matches(page).Select(link => link.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)), link => Assert.True(
            link.StartsWith('#') ? page.Contains($"id=\"{link[1..]}\"", StringComparison.Ordinal) : copy.GetEntry(Uri.UnescapeDataString(link)) is not null, link));
    }

    [Theory]
    [InlineData("en", "Your data at Medbook, a full copy", "5 January 2026")]
    [InlineData("nl", "Uw gegevens bij Medbook, een volledige kopie", "5 januari 2026")]
    [InlineData("fr", "Vos données chez Medbook, une copie complète", "5 janvier 2026")]
    public async Task It_is_in_the_persons_language_with_labels_dates_and_numbers_of_that_language(string language, string title, string day)
    {
        var culture = PortalCultures.Of(language);
        var page = await PageAsync(language);

        Assert.Contains($"<html lang=\"{culture.Name}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains(day, page, StringComparison.Ordinal);
        Assert.Contains(25.5m.ToString(culture), page, StringComparison.Ordinal);
        Assert.DoesNotContain("member_id", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_two_hundred_records_of_a_kind_stand_on_it_and_the_files_hold_all()
    {
        var many = string.Join(',', Enumerable.Range(1000, 300).Select(id => $"({id}, 1, 'line of {id}')"));
        await RunInClinicAsync($"INSERT INTO logs VALUES {many}");
        using var copy = await CopyAsync();
        var page = Text(copy, "index.html");

        // The first is Ada's own line.
        Assert.Equal(199, Regex.Count(page, "line of 1[0-9]{3}<"));
        Assert.Contains("Here are the first 200 of 301 records. The files hold all of them.", page, StringComparison.Ordinal);
        Assert.Equal(301, JsonDocument.Parse(Text(copy, "data/clinic/logs.json")).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Long_texts_are_cut_on_the_page_and_the_page_stays_small()
    {
        var many = string.Join(',', Enumerable.Range(1000, 150).Select(id => $"({id}, 1, '{new string('x', 9000)}')"));
        await RunInClinicAsync($"INSERT INTO logs VALUES {many}");
        var page = await PageAsync();

        Assert.Contains(new string('x', 4000) + "… The whole text stands in the files.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 4001), page, StringComparison.Ordinal);
        Assert.True(page.Length < RowsAsHtml.MostText + 100_000, $"{page.Length}");
        Assert.Matches("Here are the first [0-9]+ of 151 records", page);
    }

    [Fact]
    public async Task What_is_secret_is_named_and_what_is_about_others_is_not_shown()
    {
        var page = await PageAsync();

        Assert.Contains("Also kept, shown to nobody and never copied: Password.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hash-of", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Else", page, StringComparison.Ordinal);
        Assert.Contains("About somebody else", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Article_15_is_told_from_the_register_for_what_is_held_about_this_person()
    {
        using var copy = await CopyAsync();
        using var about = JsonDocument.Parse(Text(copy, Article15.FileName));
        var (root, page) = (about.RootElement, Text(copy, "index.html"));
        var uses = root.GetProperty("uses").EnumerateArray().ToDictionary(use => use.GetProperty("id").GetString()!);

        Assert.Contains("account", uses.Keys);
        Assert.Contains("site-security", uses.Keys);
        // Nothing of it is held about Ada.
        Assert.DoesNotContain("contracting", uses.Keys);
        var account = uses["account"];
        Assert.All((string[])["purpose", "categories"], text => Assert.NotEqual("", account.GetProperty(text).GetString()));
        Assert.All((string[])["basis", "recipients", "kept", "rights"], list => Assert.NotEqual(0, account.GetProperty(list).GetArrayLength()));
        Assert.Equal("6(1)(b)", account.GetProperty("basis")[0].GetProperty("article").GetString());
        Assert.All((string[])["recipientsByName", "automatedDecisions", "transfers", "rights", "complaint"], text =>
            Assert.Contains(root.GetProperty(text).GetString()!.Split('(')[0].Trim(), page, StringComparison.Ordinal));
        Assert.Contains("GBA/APD", root.GetProperty("complaint").GetString(), StringComparison.Ordinal);
        Assert.Equal("Password", Assert.Single(root.GetProperty("secret").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_copy_to_take_along_has_the_data_alone()
    {
        using var copy = await CopyAsync(kind: CopyKind.Portability);

        Assert.Null(copy.GetEntry(Article15.FileName));
        Assert.DoesNotContain("id=\"about\"", Text(copy, "index.html"), StringComparison.Ordinal);
    }

    // Control characters come as parameters of SQL would: by char().
    private Task SetNameAsync(string name) =>
        RunInClinicAsync($"UPDATE members SET name = {string.Join(" || ", name.EnumerateRunes().Select(rune => $"char({rune.Value})"))} WHERE id = 1");

    private async Task<string> PageAsync(string language = "en")
    {
        using var copy = await CopyAsync(language);
        return Text(copy, CopyPage.FileName);
    }

    private async Task<ZipArchive> CopyAsync(string language = "en", CopyKind kind = CopyKind.Access)
    {
        var bytes = new MemoryStream();
        var made = await Get<ExportCopy>().RunAsync(TestActors.Operator(), "ada@example.org", kind, reviewed: false, PortalCultures.Of(language), bytes, None);
        Assert.True(made.IsOk, made.Problem?.Code);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }

    private static string Text(ZipArchive copy, string path)
    {
        using var reader = new StreamReader(copy.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}

using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using MimeKit.IO;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail.Incoming;

/// <summary>Whatever bytes arrive, something is read, and within bounds.</summary>
public sealed class MailParserTests
{
    [Fact]
    public async Task A_plain_mail_is_read_as_it_stands()
    {
        var mail = await ParseAsync("""
            From: "Peeters, An" <an@example.org>
            Subject: =?utf-8?q?Mijn_gegevens=3A_caf=C3=A9?=
            Content-Type: text/plain; charset=utf-8

            Dag,

            Wat weet u over mij?
            """);

        Assert.Equal(("an@example.org", "Peeters, An", "Mijn gegevens: café"), (mail.From, mail.FromName, mail.Subject));
        Assert.Equal("Dag,\n\nWat weet u over mij?", mail.Text);
        Assert.Equal(MailOrigin.Person, mail.Origin);
        Assert.True(mail.IsWhole);
        Assert.Empty(mail.Attachments);
    }

    [Theory]
    [InlineData("iso-8859-1", "iso-8859-1", "Bonjour, un café")]
    [InlineData("iso-8859-15", "iso-8859-15", "Café à 5 €")]
    [InlineData("windows-1252", "windows-1252", "“Café” à 5 €")]
    [InlineData("utf-16", "utf-16", "Café")]
    [InlineData("utf-8", "utf-8", "Café 🍵")]
    [InlineData("us-ascii", "windows-1252", "Café")]
    [InlineData("utf-8", "windows-1252", "Café")]
    [InlineData("", "utf-8", "Café")]
    [InlineData("", "windows-1252", "Café à 5 €")]
    [InlineData("x-unknown", "windows-1252", "Café")]
    [InlineData("utf-7", "windows-1252", "Café")]
    [InlineData("koi8-r", "koi8-r", "Здравствуйте")]
    public async Task Letters_of_eight_bits_are_read_whatever_the_mail_says_about_them(string claimed, string real, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real);
        var header = claimed.Length == 0 ? "" : $"Content-Type: text/plain; charset={claimed}\r\n";
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"From: a@example.org\r\nContent-Transfer-Encoding: 8bit\r\n{header}\r\n"), .. encoding.GetBytes(text)];

        Assert.Equal(text, (await ParseAsync(bytes)).Text);
    }

    [Theory]
    [InlineData("=?koi8-r?b?98/Q0s/T?=", "Вопрос")]
    [InlineData("=?iso-8859-15?q?5_=A4?=", "5 €")]
    [InlineData("=?x-unknown?q?caf?=", "caf")]
    public async Task Words_of_a_header_are_read_in_the_letters_they_name(string header, string text) =>
        Assert.Equal(text, (await ParseAsync($"Subject: {header}\r\n\r\nWords")).Subject);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    public async Task Letters_of_eight_bits_are_read_in_headers_that_may_not_have_them(string real)
    {
        var mail = await ParseAsync(Encoding.GetEncoding(real).GetBytes("From: René <rene@example.org>\r\nSubject: Mes données\r\n\r\nBonjour"));

        Assert.Equal(("rene@example.org", "René", "Mes données"), (mail.From, mail.FromName, mail.Subject));
    }

    [Fact]
    public async Task Of_two_forms_of_a_text_the_plain_one_is_read_and_attachments_beside_the_other_are_kept()
    {
        var mail = await ParseAsync("""
            From: a@example.org
            Content-Type: multipart/alternative; boundary=one

            --one
            Content-Type: text/plain

            In words.
            --one
            Content-Type: multipart/mixed; boundary=two

            --two
            Content-Type: text/html

            <p>In HTML.</p>
            --two
            Content-Type: application/pdf; name="../letters\\..\\proof.pdf"
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            JVBERi0xLjQ=
            --two--
            --one--
            """);

        Assert.Equal("In words.", mail.Text);
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal(("proof.pdf", "application/pdf"), (attachment.Name, attachment.MediaType));
        Assert.Equal("%PDF-1.4", Read(attachment));
        Assert.Equal("%PDF-1.4", Read(attachment));
    }

    [Fact]
    public async Task HTML_is_read_where_the_plain_text_is_empty_and_texts_around_a_picture_are_all_read()
    {
        var mail = await ParseAsync("""
            From: a@example.org
            Content-Type: multipart/mixed; boundary=one

            --one
            Content-Type: multipart/alternative; boundary=two

            --two
            Content-Type: text/plain

              
            --two
            Content-Type: text/html; charset=utf-8

            <p>Before <script>alert(1)</script></p>
            --two--
            --one
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --one
            Content-Type: text/plain; format=flowed

            After a long line that was 
            broken.
            --one
            Content-Type: text/plain
            Content-Disposition: attachment; filename=notes.txt

            Notes
            --one
            Content-Type: message/rfc822

            Subject: Earlier

            What I wrote before.
            --one
            Content-Type: application/pgp-signature

            A signature
            --one--
            """);

        Assert.Equal("Before\n\nAfter a long line that was broken.", mail.Text);
        Assert.Equal([("", "image/png"), ("notes.txt", "text/plain"), ("Earlier.eml", "message/rfc822")],
            mail.Attachments.Select(attachment => (attachment.Name, attachment.MediaType)));
        Assert.Contains("What I wrote before.", Read(mail.Attachments[2]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no header at all")]
    [InlineData("\r\n\r\n")]
    [InlineData("From: <<<>>> @@\r\nContent-Type: multipart/mixed\r\n\r\nno boundary")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nno boundary\r\n----")]
    [InlineData("Content-Type: text/plain; charset=\"\0\"; =; name*0*=utf-8''%ff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!! no boundary")]
    [InlineData("Content-Type: text/plain\r\nContent-Transfer-Encoding: uuencode\r\n\r\nbegin 6 x\r\nno boundary")]
    public async Task Broken_mail_gives_what_can_be_read(string mail)
    {
        var parsed = await ParseAsync(mail);

        Assert.Null(parsed.From);
        Assert.DoesNotContain('\0', parsed.Text);
    }

    [Fact]
    public async Task A_mail_that_ends_in_the_middle_of_an_attachment_gives_its_text_and_what_is_there()
    {
        var mail = await ParseAsync("From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x");

        Assert.Equal("Words", mail.Text);
        Assert.Equal("%PDF-1", Read(Assert.Single(mail.Attachments)));
    }

    [Fact]
    public async Task Bytes_that_are_no_mail_are_read_as_text() =>
        Assert.Contains("a letter", (await ParseAsync("\0\u0001 a letter without any header \0")).Text);

    [Theory]
    [InlineData("a@example.org", "a@example.org")]
    [InlineData("<a@example.org>, b@example.org", "a@example.org")]
    [InlineData("Group: a@example.org;", "a@example.org")]
    [InlineData("undisclosed-recipients:;", null)]
    [InlineData("a@@example.org", null)]
    [InlineData("someone", null)]
    [InlineData("\"a b\"@example.org", null)]
    public async Task Only_an_address_that_can_be_written_to_is_one(string from, string? address) =>
        Assert.Equal(address, (await ParseAsync($"From: {from}\r\n\r\nWords")).From);

    [Fact]
    public async Task What_cannot_be_seen_is_taken_out_of_texts_and_they_are_cut_to_a_length()
    {
        var mail = await ParseAsync(
            $"From: \"Dr\u202E gpj.exe\0\" <a@example.org>\r\nSubject: {new string('s', 199)}🍵 end\r\n\r\none\u0007\0\n\n\n\ntwo  \r\nthree");

        Assert.Equal("Dr gpj.exe", mail.FromName);
        Assert.Equal(new string('s', 199), mail.Subject);
        Assert.Equal("one\n\ntwo\nthree", mail.Text);
    }

    [Fact]
    public async Task A_text_of_megabytes_is_read_at_its_beginning()
    {
        var mail = await ParseAsync($"From: a@example.org\r\n\r\n{string.Concat(Enumerable.Repeat("éà", 1_000_000))}");

        Assert.Equal(200_000, mail.Text.Length);
        Assert.Equal(['é', 'à'], mail.Text.Distinct());
    }

    [Fact]
    public async Task A_mail_of_a_hundred_thousand_parts_is_read_at_its_beginning()
    {
        var parts = string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 100_000));

        var mail = await ParseAsync($"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n");

        Assert.False(mail.IsWhole);
        Assert.Equal("a@example.org", mail.From);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task A_mail_of_a_million_headers_is_read_at_its_beginning()
    {
        var mail = await ParseAsync($"From: a@example.org\r\n{string.Concat(Enumerable.Repeat("a:\r\n", 1_000_000))}\r\nWords");

        Assert.False(mail.IsWhole);
        Assert.Equal("a@example.org", mail.From);
    }

    [Fact]
    public async Task Parts_within_parts_without_end_are_no_trouble()
    {
        var deep = new StringBuilder("From: a@example.org\r\n");
        for (var i = 0; i < 5_000; i++) deep.Append($"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");

        Assert.Equal("a@example.org", (await ParseAsync($"{deep}\r\nWords")).From);
    }

    private static Task<ParsedMail> ParseAsync(string mail) => ParseAsync(Encoding.UTF8.GetBytes(mail));

    private static async Task<ParsedMail> ParseAsync(byte[] mail)
    {
        // Not disposed of: attachments are read from it.
        var bytes = new MemoryBlockStream();
        await bytes.WriteAsync(mail);
        return await MailParser.ParseAsync(bytes, isWhole: true, CancellationToken.None);
    }

    private static string Read(IncomingAttachment attachment)
    {
        using var reader = new StreamReader(attachment.Open());
        return reader.ReadToEnd();
    }
}

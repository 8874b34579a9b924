using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using MimeKit.IO;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>A mail as the mailbox gives it, without a server.</summary>
internal static class TestMail
{
    /// <summary>The text of a mail.</summary>
    public static string Text(
        string words = "Please send me all data you have about me.", string from = "An <an@example.org>", string subject = "My data", string header = "X-Nothing: 1") =>
        $"From: {from}\r\nSubject: {subject}\r\n{header}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n";

    /// <summary>The text of a mail with attachments: their names and their bytes.</summary>
    public static string WithFiles(params (string Name, byte[] Bytes)[] files)
    {
        var mail = new StringBuilder("From: an@example.org\r\nSubject: My data\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nMy proof is here.\r\n");
        foreach (var (name, bytes) in files)
        {
            mail.Append($"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n")
                .Append($"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}\r\n");
        }
        return mail.Append("--b--\r\n").ToString();
    }

    /// <summary>A PDF as the gate of uploads takes it.</summary>
    public static byte[] Pdf(string content = "nothing") => Encoding.ASCII.GetBytes($"%PDF-1.4\n{content}\nstartxref\n9\n%%EOF\n");

    /// <summary>Reads a mail as it would come from the mailbox.</summary>
    public static async Task<IncomingMail> ReadAsync(string mail, DateTimeOffset arrived, uint uid = 1, uint uidValidity = 7)
    {
        var bytes = new MemoryBlockStream();
        await bytes.WriteAsync(Encoding.UTF8.GetBytes(mail));
        bytes.Position = 0;
        var fingerprint = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes));
        var content = await MailParser.ParseAsync(bytes, isWhole: true, CancellationToken.None);
        return new IncomingMail(new Envelope("privacy@example.org@mail.example.org/INBOX", uidValidity, uid, arrived), content, fingerprint, bytes);
    }
}

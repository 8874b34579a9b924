using System.Text;
using MimeKit;
using MimeKit.IO;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>Makes of a mail's bytes what the portal keeps of it. There are no bytes that it refuses: what cannot be read as a mail is read as text.</summary>
internal static class MailParser
{
    /// <summary>Bytes that are read of a mail that is not taken whole.</summary>
    public const int Beginning = 256 * 1024;

    private const int LongestSubject = 200, LongestName = 100, LongestAddress = 254, LongestText = 200_000;

    // Mails are still written in the letters of a country.
    static MailParser() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="bytes">The mail; cut to its beginning where it cannot be taken whole. It is read again when an attachment is opened.</param>
    /// <param name="isWhole">Whether it is all of the mail.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ParsedMail> ParseAsync(MemoryBlockStream bytes, bool isWhole, CancellationToken ct)
    {
        if (isWhole)
        {
            bytes.Position = 0;
            isWhole = await MailShape.IsPlainAsync(bytes, ct);
        }
        if (!isWhole && bytes.Length > Beginning) bytes.SetLength(Beginning);

        bytes.Position = 0;
        try
        {
            var message = await new MimeParser(MailShape.ParsedOptions, bytes, MimeFormat.Entity, persistent: true).ParseMessageAsync(ct);
            return Read(message, isWhole);
        }
        catch (FormatException)
        {
            bytes.Position = 0;
            var beginning = new byte[Math.Min(bytes.Length, Beginning)];
            await bytes.ReadExactlyAsync(beginning, ct);
            return new ParsedMail(
                null, "", "", CleanText.Lines(PartText.Of(beginning, isWhole), LongestText), MailOrigin.Person, IsWhole: false, []);
        }
    }

    private static ParsedMail Read(MimeMessage message, bool isWhole)
    {
        var sender = message.From.Mailboxes.FirstOrDefault() ?? message.Sender;
        var body = new MailBody(message.Body);
        return new ParsedMail(
            AddressOf(sender),
            CleanText.OneLine(sender?.Name, LongestName),
            CleanText.OneLine(message.Subject, LongestSubject),
            CleanText.Lines(body.Text, LongestText),
            MailOrigins.Of(message.Headers),
            isWhole,
            // The last one of a mail that was cut may be cut itself; half of a photo is none.
            isWhole ? body.Attachments : []);
    }

    // What cannot be written to is no address: an answer would stay in the outbox.
    private static string? AddressOf(MailboxAddress? sender) =>
        sender?.Address is { Length: > 0 and <= LongestAddress } address
        && address == CleanText.OneLine(address, LongestAddress) && !address.Contains(' ', StringComparison.Ordinal)
        && address.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
            ? address : null;
}

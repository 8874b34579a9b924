using System.Text;
using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>Takes a mail apart: what it says, and what came with it. How deep parts lie in parts was limited when it was parsed.</summary>
internal sealed class MailBody
{
    private const int LongestName = 120;

    private static readonly string[] Signatures = ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"];

    private readonly StringBuilder text = new();
    private readonly List<IncomingAttachment> attachments = [];

    public MailBody(MimeEntity? body)
    {
        if (body is not null) Take(body, isRead: true);
    }

    /// <summary>What it says.</summary>
    public string Text => text.ToString();

    /// <summary>What came with it.</summary>
    public IReadOnlyList<IncomingAttachment> Attachments => attachments;

    private void Take(MimeEntity entity, bool isRead)
    {
        switch (entity)
        {
            case Multipart parts when parts.ContentType.IsMimeType("multipart", "alternative"):
                // Some programs put the attachments beside one of the two texts, so the other is not thrown away unseen.
                var chosen = Choose(parts);
                foreach (var part in parts) Take(part, isRead && part == chosen);
                break;
            case Multipart parts:
                foreach (var part in parts) Take(part, isRead);
                break;
            case MessagePart { Message: { } message } forwarded:
                attachments.Add(new(NameOf(forwarded, $"{message.Subject}.eml"), "message/rfc822", () => BytesOf(message)));
                break;
            case TextPart { IsAttachment: false } words when words.IsPlain || words.IsHtml:
                if (isRead) text.Append(PartText.Of(words)).Append('\n');
                break;
            case MimePart { Content: { } content } part when !Signatures.Contains(part.ContentType.MimeType.ToLowerInvariant()):
                attachments.Add(new(NameOf(part, part.FileName), part.ContentType.MimeType.ToLowerInvariant(), content.Open));
                break;
        }
    }

    // The plain text says the same and cannot hide anything; some machines send an empty one.
    private static MimeEntity? Choose(Multipart parts) =>
        parts.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !string.IsNullOrWhiteSpace(PartText.Of(part)))
        ?? parts.OfType<TextPart>().FirstOrDefault(part => part.IsHtml)
        ?? parts.FirstOrDefault(part => part is Multipart)
        ?? parts.FirstOrDefault();

    private static string NameOf(MimeEntity part, string? name)
    {
        var given = part.ContentDisposition?.FileName ?? part.ContentType.Name ?? name ?? "";
        return CleanText.OneLine(given.Split('/', '\\')[^1], LongestName);
    }

    private static Stream BytesOf(MimeMessage message)
    {
        var bytes = new MimeKit.IO.MemoryBlockStream();
        message.WriteTo(bytes);
        bytes.Position = 0;
        return bytes;
    }
}

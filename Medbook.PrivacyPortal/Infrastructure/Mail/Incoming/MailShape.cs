using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>
/// Looks through a mail without keeping anything of it, to find out whether it can be taken apart: millions of parts or headers
/// fit into the bytes of one photo, and each becomes an object.
/// </summary>
internal sealed class MailShape(Stream bytes) : MimeReader(ParsedOptions, bytes, MimeFormat.Entity)
{
    private const int MostParts = 200, MostHeaders = 4_000, MostHeaderBytes = 512 * 1024;

    private int parts, headers, headerBytes;

    /// <summary>How mails are read, here and when they are taken apart.</summary>
    public static ParserOptions ParsedOptions { get; } = new() { MaxMimeDepth = 20 };

    /// <summary>Whether a mail can be taken apart as a whole.</summary>
    public static async Task<bool> IsPlainAsync(Stream bytes, CancellationToken ct)
    {
        try
        {
            await new MailShape(bytes).ReadMessageAsync(ct);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        headerBytes += header.RawField.Length + header.RawValue.Length;
        if (++headers > MostHeaders || headerBytes > MostHeaderBytes) throw new FormatException();
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    private void Count()
    {
        if (++parts > MostParts) throw new FormatException();
    }
}

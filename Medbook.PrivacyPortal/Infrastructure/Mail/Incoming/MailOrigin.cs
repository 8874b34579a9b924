using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>Who seems to have sent a mail. Only a person gets an answer from a machine.</summary>
/// <remarks>RFC 3834; a header proves nothing, but a machine has no reason to deny that it is one.</remarks>
public enum MailOrigin
{
    /// <summary>Nothing says that it was not a person.</summary>
    Person,
    /// <summary>A machine answered or wrote: out of office, a ticket system, a monitor.</summary>
    Machine,
    /// <summary>A mailing list or a newsletter.</summary>
    List,
    /// <summary>A mail server tells what became of another mail.</summary>
    Bounce,
}

/// <summary>Reads the origin of a mail from its headers.</summary>
public static class MailOrigins
{
    private static readonly HeaderId[] ListHeaders =
    [
        HeaderId.ListId, HeaderId.ListHelp, HeaderId.ListPost, HeaderId.ListOwner, HeaderId.ListArchive, HeaderId.ListSubscribe,
        HeaderId.ListUnsubscribe,
    ];

    // Machines from before RFC 3834, or that do not know it.
    private static readonly string[] MachineHeaders = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply-From"];

    /// <summary>Who seems to have sent a mail with these headers.</summary>
    public static MailOrigin Of(HeaderList headers)
    {
        if (IsBounce(headers)) return MailOrigin.Bounce;
        var precedence = Word(headers[HeaderId.Precedence]);
        if (ListHeaders.Any(headers.Contains) || headers.Contains("Mailing-List") || precedence is "list" or "bulk" or "junk") return MailOrigin.List;
        return precedence == "auto_reply" || Word(headers[HeaderId.AutoSubmitted]) is not ("" or "no")
            || AsksForSilence(headers["X-Auto-Response-Suppress"]) || MachineHeaders.Any(headers.Contains)
            ? MailOrigin.Machine
            : MailOrigin.Person;
    }

    private static bool IsBounce(HeaderList headers) =>
        // An empty return path is what a server writes so that nothing comes back.
        headers[HeaderId.ReturnPath]?.Replace(" ", "", StringComparison.Ordinal) is "<>"
        || (headers[HeaderId.ContentType] is { } type && Word(type) == "multipart/report")
        || (headers[HeaderId.From]?.Contains("mailer-daemon@", StringComparison.OrdinalIgnoreCase) ?? false);

    // DR, RN and NRN ask for no delivery or reading reports; a confirmation is neither.
    private static bool AsksForSilence(string? suppress) =>
        suppress?.Split(',', StringSplitOptions.TrimEntries)
            .Any(word => word.ToUpperInvariant() is "ALL" or "AUTOREPLY" or "OOF") ?? false;

    // The value up to its parameters and comments, as RFC 3834 asks.
    private static string Word(string? value) =>
        value is null ? "" : value.Split([';', '('], 2)[0].Trim().ToLowerInvariant();
}

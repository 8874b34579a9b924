using System.Net.Mime;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>What the portal takes in; stored by name, so names never change.</summary>
public enum FileKind
{
    /// <summary>A document, as it is: what stands about its author stays in it.</summary>
    Pdf,
    /// <summary>A picture, without what cameras write into it.</summary>
    Jpeg,
    /// <summary>A picture, without texts and dates.</summary>
    Png,
    /// <summary>A picture that does not move, without what cameras write into it.</summary>
    WebP,
    /// <summary>Plain text in UTF-8.</summary>
    Text,
}

/// <summary>How each kind is named.</summary>
public static class FileKinds
{
    /// <summary>Endings of names a file chooser may offer, with their dots.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".pdf", ".jpg", ".jpeg", ".png", ".webp", ".txt"];

    /// <summary>The media type a file is given out with; it comes from the bytes, never from what a sender announced.</summary>
    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => MediaTypeNames.Application.Pdf,
        FileKind.Jpeg => MediaTypeNames.Image.Jpeg,
        FileKind.Png => MediaTypeNames.Image.Png,
        FileKind.WebP => MediaTypeNames.Image.Webp,
        FileKind.Text => "text/plain; charset=utf-8",
    };

    /// <summary>The ending every file of the kind gets, with its dot.</summary>
    public static string Ending(this FileKind kind) => kind switch
    {
        FileKind.Pdf => ".pdf",
        FileKind.Jpeg => ".jpg",
        FileKind.Png => ".png",
        FileKind.WebP => ".webp",
        FileKind.Text => ".txt",
    };
}

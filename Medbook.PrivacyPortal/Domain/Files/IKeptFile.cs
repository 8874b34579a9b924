namespace Medbook.PrivacyPortal.Domain.Files;

/// <summary>A file that somebody added, as its room knows it. Its bytes lie in the vault.</summary>
public interface IKeptFile
{
    /// <summary>Identifier; the address of its download ends with it.</summary>
    Guid Id { get; }

    /// <summary>The file in the vault.</summary>
    Guid FileId { get; }

    /// <summary>Its name, cleaned.</summary>
    string FileName { get; }

    /// <summary>Media type as recognised from its bytes, never as announced.</summary>
    string MediaType { get; }

    /// <summary>Whether it can be read: whole, and not destroyed.</summary>
    bool IsReadable { get; }

    /// <summary>All its bytes are in the vault.</summary>
    /// <param name="mediaType">As recognised.</param>
    /// <param name="length">Bytes as kept.</param>
    /// <param name="fileName">Its name with the ending of what it is; null where it was known from the beginning.</param>
    void Complete(string mediaType, long length, string? fileName = null);

    /// <summary>Its key is destroyed, in the caller's transaction.</summary>
    void Destroy(DateTimeOffset now);
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A file of a case as its readers see it.</summary>
/// <param name="Id">Identifier; the address of its download ends with it.</param>
/// <param name="Name">Its name, cleaned.</param>
/// <param name="MediaType">What it is, by its bytes.</param>
/// <param name="Length">Bytes as kept.</param>
/// <param name="Message">The message it was sent with; null for what goes with the request itself, and for what was not sent yet.</param>
/// <param name="By">In which role it was added.</param>
/// <param name="AddedAt">When (UTC).</param>
/// <param name="IsSent">Whether it left its sender's desk.</param>
/// <param name="IsGone">Whether it can no longer be read: it was not sent in time, or was destroyed later.</param>
public sealed record AttachedFile(
    Guid Id, string Name, string MediaType, long Length, Guid? Message, Role By, DateTimeOffset AddedAt, bool IsSent, bool IsGone)
{
    internal static AttachedFile Of(CaseAttachment file) => new(
        file.Id, file.FileName, file.MediaType, file.Length, file.MessageId, file.By, file.AddedAt, file.SentAt is not null, file.DestroyedAt is not null);
}

/// <summary>A file that leaves the portal. Whoever gets it disposes of it.</summary>
/// <param name="Content">Its bytes in clear; they can seek.</param>
/// <param name="Name">The name it gets on the reader's disk.</param>
/// <param name="MediaType">What it is, by its bytes.</param>
public sealed record OpenedFile(Stream Content, string Name, string MediaType) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

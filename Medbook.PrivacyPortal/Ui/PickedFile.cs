namespace Medbook.PrivacyPortal.Ui;

/// <summary>A file that lies beside what is being written.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="IsGone">Whether it was not sent in time, and is deleted.</param>
public sealed record PickedFile(Guid Id, string Name, long Length, bool IsGone = false);

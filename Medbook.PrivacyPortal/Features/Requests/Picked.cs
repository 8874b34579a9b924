using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>A file on a desk, as a picker shows it.</summary>
internal static class Picked
{
    /// <summary>The file.</summary>
    public static PickedFile Of(AttachedFile file) => new(file.Id, file.Name, file.Length, file.IsGone);
}

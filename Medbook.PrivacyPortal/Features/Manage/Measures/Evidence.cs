using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Measures;

/// <summary>The files of a measure, as pages show them.</summary>
internal static class Evidence
{
    /// <summary>Where they are added and fetched.</summary>
    public static string AddressOf(Measure measure) => $"manage/measures/{measure.Id}/files";

    /// <summary>A file.</summary>
    public static PickedFile Picked(EvidenceFile file) => new(file.Id, file.Name, file.Length, file.IsGone);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>What the gate of uploads refuses, as the sender reads it.</summary>
internal static class UploadRefusals
{
    /// <summary>The problem of a refusal.</summary>
    public static Problem Problem(this UploadRefusal refusal, UploadSettings settings) => refusal switch
    {
        UploadRefusal.Empty => new FileEmpty(),
        UploadRefusal.UnknownKind => new FileKindUnknown(),
        UploadRefusal.Malformed => new FileDamaged(),
        UploadRefusal.Incomplete => new FileIncomplete(),
        UploadRefusal.TooLarge => new FileTooLarge(settings.FileMiB),
        UploadRefusal.TooManyDots => new PictureTooLarge(),
        UploadRefusal.NameMisleads => new FileNameMisleads(),
        UploadRefusal.Interrupted => new FileInterrupted(),
    };
}

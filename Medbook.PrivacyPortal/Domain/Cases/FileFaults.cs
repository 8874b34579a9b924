namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What can be wrong with a file, found again by its code: an address carries the code back to the page.</summary>
public static class FileFaults
{
    /// <summary>The problem of a code; null for a code that is none of a file's.</summary>
    /// <param name="code">The code.</param>
    /// <param name="mostMegabytes">Megabytes that one file may have.</param>
    public static Problem? Of(string code, int mostMegabytes) =>
        All(mostMegabytes).FirstOrDefault(problem => problem.Code == code);

    private static IEnumerable<Problem> All(int mostMegabytes) =>
    [
        new FileEmpty(), new FileKindUnknown(), new FileDamaged(), new FileIncomplete(), new FileTooLarge(mostMegabytes), new PictureTooLarge(),
        new FileNameMisleads(), new FileInterrupted(), new FilesTooMany(CaseAttachment.MaxPerMessage), CaseFilesFull.AtLimit,
        new FileAlreadySent(), new FileGone(), new FileLost(), new FileVaultUnavailable(),
    ];
}

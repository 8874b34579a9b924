namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>How large a picture may become in the memory of whoever opens it: a short file can be a very large picture.</summary>
internal static class PictureSize
{
    // Telephones make up to 200 million, in files of more than 10 MiB. Four bytes a dot: this many are 400 MB.
    private const long MostDots = 100_000_000;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static UploadRefusal? Check(long width, long height) =>
        width < 1 || height < 1 ? UploadRefusal.Malformed
        : width > MostDots || height > MostDots || width * height > MostDots ? UploadRefusal.TooManyDots
        : null;
}

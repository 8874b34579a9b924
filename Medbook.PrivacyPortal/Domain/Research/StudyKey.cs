using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>
/// Where the key lies that makes the pseudonyms of a study: a file of the vault, apart from every extract. Each study has one of its own, so
/// that two studies cannot be joined.
/// </summary>
/// <remarks>GDPR 4(5); rule C4.</remarks>
public sealed class StudyKey : IAudited
{
    private StudyKey() { }

    /// <summary>The study; it has one key.</summary>
    public Guid Study { get; private set; }

    /// <summary>The file of the vault.</summary>
    public Guid File { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>The key of a study.</summary>
    public static StudyKey Of(Guid study, Guid file, DateTimeOffset now) => new() { Study = study, File = file, MadeAt = now };
}

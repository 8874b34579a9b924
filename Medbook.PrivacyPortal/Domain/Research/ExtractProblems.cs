namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>The study is not published, or a version that asks again came since: nothing leaves.</summary>
public sealed record ExtractStudyNotReady() : Problem("extract.study-not-ready");

/// <summary>Today is not among the days of the study.</summary>
public sealed record ExtractOutsidePeriod() : Problem("extract.outside-period");

/// <summary>It is not prepared, or not any more.</summary>
public sealed record ExtractNotPrepared() : Problem("extract.not-prepared");

/// <summary>There is no file to download.</summary>
public sealed record ExtractNotThere() : Problem("extract.not-there");

/// <summary>The vault, or the study's key in it, cannot be used.</summary>
public sealed record ExtractVaultUnavailable() : Problem("extract.vault-unavailable");

/// <summary>Nobody is left whose data may leave.</summary>
public sealed record ExtractNobodyLeft() : Problem("extract.nobody-left");

/// <summary>Too many people would have to be left out.</summary>
public sealed record ExtractTooManySuppressed() : Problem("extract.too-many-suppressed");

/// <summary>A source could not be read.</summary>
public sealed record ExtractSourceUnavailable() : Problem("extract.source-unavailable");

/// <summary>The data map no longer opens a field of the study, or not so.</summary>
public sealed record ExtractFieldClosed() : Problem("extract.field-closed");

/// <summary>Making it was interrupted each time.</summary>
public sealed record ExtractInterrupted() : Problem("extract.interrupted");

/// <summary>Why an extract is refused, or could not be made. Stored by name, so names never change.</summary>
public enum ExtractFailure
{
    /// <summary>Nobody is left.</summary>
    NobodyLeft,
    /// <summary>Too many people would have to be left out.</summary>
    TooManySuppressed,
    /// <summary>A source could not be read.</summary>
    SourceUnavailable,
    /// <summary>The data map no longer opens a field.</summary>
    FieldClosed,
    /// <summary>The vault cannot be used.</summary>
    VaultUnavailable,
    /// <summary>It was interrupted each time.</summary>
    Interrupted,
    /// <summary>The study was changed or retired.</summary>
    StudyNotReady,
    /// <summary>People decide all the time while it is released.</summary>
    Restless,
}

/// <summary>People decide all the time while it is released: the same again a little later.</summary>
public sealed record ExtractRestless() : Problem("extract.restless");

/// <summary>The problem of each failure.</summary>
public static class ExtractFailures
{
    /// <summary>The problem, whose code the run keeps and whose sentence the officer reads.</summary>
    public static Problem Problem(this ExtractFailure failure) => failure switch
    {
        ExtractFailure.NobodyLeft => new ExtractNobodyLeft(),
        ExtractFailure.TooManySuppressed => new ExtractTooManySuppressed(),
        ExtractFailure.SourceUnavailable => new ExtractSourceUnavailable(),
        ExtractFailure.FieldClosed => new ExtractFieldClosed(),
        ExtractFailure.VaultUnavailable => new ExtractVaultUnavailable(),
        ExtractFailure.Interrupted => new ExtractInterrupted(),
        ExtractFailure.StudyNotReady => new ExtractStudyNotReady(),
        ExtractFailure.Restless => new ExtractRestless(),
    };
}

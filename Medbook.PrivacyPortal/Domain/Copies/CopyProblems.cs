namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>A copy that is still being made cannot be downloaded or thrown away; it can be called off.</summary>
public sealed record CopyNotReady() : Problem("copy.not-ready");

/// <summary>A copy that is made, or that ended otherwise, can no longer be called off.</summary>
public sealed record CopyAlreadyEnded() : Problem("copy.already-ended");

/// <summary>The copy's time is over; nothing of it is left.</summary>
public sealed record CopyExpired() : Problem("copy.expired");

/// <summary>There is no file: the copy failed, was called off or was thrown away.</summary>
public sealed record CopyGone() : Problem("copy.gone");

/// <summary>The file or its key is damaged or lost. It was destroyed; a new copy can be made.</summary>
public sealed record CopyDamaged() : Problem("copy.damaged");

/// <summary>There was no room on the disk for the copy.</summary>
public sealed record CopyDiskFull() : Problem("copy.disk-full");

/// <summary>The place where copies are kept could not be written.</summary>
public sealed record CopyVaultUnavailable() : Problem("copy.vault-unavailable");

/// <summary>No source could be read.</summary>
public sealed record CopySourcesUnavailable() : Problem("copy.sources-unavailable");

/// <summary>Making the copy was interrupted each time.</summary>
public sealed record CopyInterrupted() : Problem("copy.interrupted");

/// <summary>The problem of each failure.</summary>
public static class CopyFailures
{
    /// <summary>The problem, whose code the run keeps and whose sentence the person reads.</summary>
    public static Problem Problem(this CopyFailure failure) => failure switch
    {
        CopyFailure.DiskFull => new CopyDiskFull(),
        CopyFailure.VaultUnavailable => new CopyVaultUnavailable(),
        CopyFailure.SourcesUnavailable => new CopySourcesUnavailable(),
        CopyFailure.Interrupted => new CopyInterrupted(),
    };
}

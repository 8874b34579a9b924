namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>Where a copy stands. Stored by name, so names never change.</summary>
public enum CopyState
{
    /// <summary>Asked for; its run waits.</summary>
    Waiting,
    /// <summary>Being written.</summary>
    Making,
    /// <summary>To be downloaded until it expires.</summary>
    Ready,
    /// <summary>It could not be made.</summary>
    Failed,
    /// <summary>The person called it off.</summary>
    Cancelled,
    /// <summary>Its time is over; file and key are gone.</summary>
    Expired,
    /// <summary>The person threw it away; file and key are gone.</summary>
    Discarded,
    /// <summary>It can no longer be read: its file is damaged or its key is lost.</summary>
    Lost,
}

/// <summary>What a state means for whoever wants the copy.</summary>
public static class CopyStates
{
    /// <summary>Why there is nothing to download or to throw away; null where there is.</summary>
    public static Problem? WhyNot(this CopyState state) => state switch
    {
        CopyState.Waiting or CopyState.Making => new CopyNotReady(),
        CopyState.Ready => null,
        CopyState.Failed or CopyState.Cancelled or CopyState.Discarded => new CopyGone(),
        CopyState.Expired => new CopyExpired(),
        CopyState.Lost => new CopyDamaged(),
    };
}

/// <summary>Why a copy could not be made. Stored by name, so names never change.</summary>
public enum CopyFailure
{
    /// <summary>There was no room on the disk.</summary>
    DiskFull,
    /// <summary>The vault could not be written.</summary>
    VaultUnavailable,
    /// <summary>No source could be read.</summary>
    SourcesUnavailable,
    /// <summary>It was interrupted each time it was begun.</summary>
    Interrupted,
}

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>What a trial of a promise found.</summary>
/// <param name="State">Whether it was kept.</param>
/// <param name="Came">What came instead, or why it was not tried. It names tables, fields and numbers, never a value.</param>
public sealed record Finding(PromiseState State, string Came = "")
{
    internal static readonly Finding Kept = new(PromiseState.Kept);

    internal static Finding Broken(string came) => new(PromiseState.Broken, came);

    internal static Finding NotTried(string why) => new(PromiseState.NotTried, why);

    internal static Finding Of(string? came) => came is null ? Kept : Broken(came);
}

/// <summary>Whether a promise was kept.</summary>
public enum PromiseState
{
    /// <summary>It was.</summary>
    Kept,
    /// <summary>It was not.</summary>
    Broken,
    /// <summary>There was nothing to try it with.</summary>
    NotTried,
}

/// <summary>A promise of the protocol, and how a system stands to it.</summary>
/// <param name="Name">Its name in this suite.</param>
/// <param name="Sentence">What is expected.</param>
/// <param name="Finding">What was found.</param>
public sealed record PromiseReport(string Name, string Sentence, Finding Finding);

namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>How far a source, a dataset or the whole got into the copy. Stored by name, so names never change.</summary>
public enum CopyStatus
{
    /// <summary>All of it is in the copy.</summary>
    Complete,
    /// <summary>Part of it failed: what is in the copy is right, and not all there is.</summary>
    Partial,
    /// <summary>None of it could be read.</summary>
    Failed,
    /// <summary>The person is not linked to anybody in this source.</summary>
    NotLinked,
}

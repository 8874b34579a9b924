namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>What is wrong with a file of the vault.</summary>
public enum VaultFault
{
    /// <summary>Its bytes are not what was written.</summary>
    Damaged,
    /// <summary>Its bytes are not there.</summary>
    Missing,
    /// <summary>There are bytes that the database does not know.</summary>
    Unknown,
    /// <summary>Bytes of a destroyed file turned up again; the next tick of the portal removes them.</summary>
    Leftover,
    /// <summary>A file in the folder has not the name of a file of the vault.</summary>
    Foreign,
}

/// <summary>One file of the vault with which something is wrong.</summary>
/// <param name="Fault">What.</param>
/// <param name="File">Which; null for one that is none of the vault's.</param>
public sealed record VaultFinding(VaultFault Fault, Guid? File);

/// <summary>How far a verification is.</summary>
/// <param name="Files">Files read so far.</param>
/// <param name="OfFiles">Files there are.</param>
public readonly record struct VaultProgress(int Files, int OfFiles);

/// <summary>What a verification counted.</summary>
/// <param name="Sound">Files of which every byte is as it was written.</param>
/// <param name="Findings">Files with which something is wrong.</param>
public sealed record VaultReport(int Sound, int Findings);

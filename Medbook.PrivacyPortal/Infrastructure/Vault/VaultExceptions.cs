namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>Something about the vault went wrong. The sentences name no path and quote no byte, so that they may be logged.</summary>
public abstract class VaultException(string sentence) : Exception(sentence);

/// <summary>What lies on the disk, or a wrapped key, is not what was written: it must not be delivered.</summary>
public class VaultDamagedException(string sentence) : VaultException(sentence);

/// <summary>The bytes of a file are not there.</summary>
public sealed class VaultBytesMissingException() : VaultDamagedException("The bytes of a file of the vault are not there.");

/// <summary>The file, or its owner's key, was destroyed.</summary>
public sealed class VaultDestroyedException() : VaultException("The key of a file of the vault was destroyed.");

/// <summary>The vault cannot be used now; what is in it may be sound.</summary>
public class VaultUnavailableException(string sentence) : VaultException(sentence);

/// <summary>There is no room for more bytes.</summary>
public sealed class VaultFullException() : VaultUnavailableException("The disk of the vault is full.");

/// <summary>What is wrong with a master key.</summary>
public enum MasterKeyFault
{
    /// <summary>There never was one.</summary>
    NeverMade,
    /// <summary>It is neither in the configuration nor in <c>KeyFolder</c>.</summary>
    Missing,
    /// <summary>What is there under its id is another key.</summary>
    Different,
}

/// <summary>A master key is not there, or another one lies in its place.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="keyId">Which key; empty where there never was one.</param>
public sealed class MasterKeyException(MasterKeyFault fault, string keyId) : VaultUnavailableException(fault switch
{
    MasterKeyFault.NeverMade => "The vault has no master key.",
    MasterKeyFault.Missing => $"Master key {keyId} of the vault is missing.",
    MasterKeyFault.Different => $"What is there as master key {keyId} of the vault is another key.",
})
{
    /// <summary>What is wrong.</summary>
    public MasterKeyFault Fault { get; } = fault;

    /// <summary>Which key; empty where there never was one.</summary>
    public string KeyId { get; } = keyId;
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>The vault has a master key already; another one comes by rotation.</summary>
public sealed record VaultKeyExists(string Id) : Problem("vault.key-exists")
{
    public override object[] Arguments => [Id];
}

/// <summary>The configuration gives several keys that the portal does not know; which one to take nobody can tell.</summary>
public sealed record VaultKeysAmbiguous() : Problem("vault.keys-ambiguous");

/// <summary>There never was a master key.</summary>
public sealed record VaultKeyNeverMade() : Problem("vault.key-never-made");

/// <summary>A master key is neither in the configuration nor in <c>KeyFolder</c>.</summary>
public sealed record VaultKeyMissing(string Id) : Problem("vault.key-missing")
{
    public override object[] Arguments => [Id];
}

/// <summary>What is there under the id of a master key is another key.</summary>
public sealed record VaultKeyDifferent(string Id) : Problem("vault.key-different")
{
    public override object[] Arguments => [Id];
}

/// <summary>No master key of the vault has this id.</summary>
public sealed record VaultKeyUnknown(string Id) : Problem("vault.key-unknown")
{
    public override object[] Arguments => [Id];
}

/// <summary>Nothing is wrapped by this master key any more.</summary>
public sealed record VaultKeyNotNeeded(string Id) : Problem("vault.key-not-needed")
{
    public override object[] Arguments => [Id];
}

internal static class VaultProblems
{
    /// <summary>The sentence for what is wrong with a master key; null where nothing is.</summary>
    public static Problem? Of(MasterKey key, MasterKeyFault? fault) => fault is { } wrong ? Of(key, wrong) : null;

    private static Problem Of(MasterKey key, MasterKeyFault fault) => fault switch
    {
        MasterKeyFault.NeverMade => new VaultKeyNeverMade(),
        MasterKeyFault.Missing => new VaultKeyMissing(key.Id),
        MasterKeyFault.Different => new VaultKeyDifferent(key.Id),
    };
}

using Medbook.PrivacyPortal.Domain;

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

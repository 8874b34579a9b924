namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>Records of one dataset that are destroyed, as the ledger is told; it keeps no more than an HMAC of each.</summary>
/// <param name="Run">The run that destroys them.</param>
/// <param name="Source">Name of the source; at most <see cref="MaxName"/> characters.</param>
/// <param name="Dataset">Name of the dataset; at most <see cref="MaxName"/> characters.</param>
/// <param name="Keys">The keys of the records, as the source writes them.</param>
public sealed record Destruction(Guid Run, string Source, string Dataset, IReadOnlyCollection<string> Keys)
{
    /// <summary>Longest name of a source or a dataset.</summary>
    public const int MaxName = 200;

    /// <summary>The vault as a source.</summary>
    public const string Vault = "vault";

    /// <summary>The keys of owners, as a dataset of the vault.</summary>
    public const string OwnerKeys = "owner-keys";

    /// <summary>The keys of single files, as a dataset of the vault.</summary>
    public const string FileKeys = "file-keys";

    /// <summary>The key of an owner of the vault: with it every file of that owner goes.</summary>
    public static Destruction OfOwnerKeys(Guid run, IEnumerable<Guid> ids) => new(run, Vault, OwnerKeys, [.. ids.Select(VaultKey)]);

    /// <summary>The keys of single files of the vault.</summary>
    public static Destruction OfFileKeys(Guid run, IEnumerable<Guid> ids) => new(run, Vault, FileKeys, [.. ids.Select(VaultKey)]);

    /// <summary>An id of the vault as a key of the ledger.</summary>
    public static string VaultKey(Guid id) => id.ToString("n");
}

/// <summary>A place in the ledger: how many lines it has up to there, and the hash of the last of them.</summary>
/// <param name="Number">Number of the line, from 1; 0 for the place before the first.</param>
/// <param name="Hash">SHA-256 of the line in base64url; of nothing, 32 zeros.</param>
public sealed record LedgerPlace(long Number, string Hash)
{
    /// <summary>Before the first line.</summary>
    public static LedgerPlace Beginning { get; } = new(0, default(LedgerName).ToString());
}

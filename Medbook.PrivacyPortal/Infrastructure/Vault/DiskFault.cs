namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>Faults of the disk in the vault's own words: without the path, which the exceptions of the runtime name.</summary>
internal static class DiskFault
{
    // errno of a full disk, a spent quota, a file over the limit of the process; the first again as Windows says it.
    private const int NoSpace = 28, QuotaSpent = 122, TooBig = 27;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Runs what touches the disk.</summary>
    public static T Say<T>(Func<T> touch)
    {
        try
        {
            return touch();
        }
        catch (Exception fault) when (Of(fault) is { } said)
        {
            throw said;
        }
    }

    /// <summary>Runs what touches the disk.</summary>
    public static void Say(Action touch) => Say(() =>
    {
        touch();
        return true;
    });

    /// <summary>What a fault means; null for what is none of the disk.</summary>
    public static VaultException? Of(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => new VaultBytesMissingException(),
        IOException { HResult: NoSpace or QuotaSpent or TooBig or WindowsDiskFull } => new VaultFullException(),
        // How the runtime names a file over the limit of the process.
        ArgumentOutOfRangeException { ParamName: "value" } => new VaultFullException(),
        IOException or UnauthorizedAccessException => new VaultUnavailableException($"The disk of the vault does not answer (code {fault.HResult})."),
        _ => null,
    };
}

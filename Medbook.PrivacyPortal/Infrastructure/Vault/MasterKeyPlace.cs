using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// Where master keys lie: in the setting <c>Vault:Keys:ID</c>, or in the file <c>vault/ID.key</c> of <c>KeyFolder</c>. Both
/// hold the same text, base64 of 32 bytes, so that a key can be moved from one to the other.
/// </summary>
public sealed partial class MasterKeyPlace(PortalSettings settings)
{
    private string Folder => Path.Combine(settings.KeyFolder!, "vault");

    /// <summary>The key of that id, read anew each time.</summary>
    /// <returns>Null where there is none; empty where what is there is no key. Whoever asked clears it after use.</returns>
    /// <exception cref="VaultUnavailableException">The file is there and cannot be read.</exception>
    public byte[]? Read(string id)
    {
        if (!Id().IsMatch(id)) return null;
        if (settings.VaultKey(id) is { } configured) return Parse(configured);
        var text = Array.Empty<byte>();
        try
        {
            text = File.ReadAllBytes(PathOf(id));
            return Parse(Encoding.ASCII.GetString(text));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VaultUnavailableException($"The file of master key {id} in KeyFolder cannot be read.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Writes a new key into its file, which only the portal's user may read, and through to the disk.</summary>
    /// <exception cref="VaultUnavailableException">The file cannot be written, or is there already.</exception>
    public void Write(string id, ReadOnlySpan<byte> key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
            else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var file = new FileStream(PathOf(id), options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VaultUnavailableException($"The file of master key {id} cannot be written into KeyFolder.");
        }
    }

    /// <summary>Removes the file of a key that nothing was wrapped by: the transaction that was to make it known failed.</summary>
    public void Withdraw(string id)
    {
        if (settings.VaultKey(id) is null) File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(Folder, id + ".key");

    private static byte[] Parse(string text)
    {
        var key = new byte[KeyWrap.KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var written) && written == key.Length ? key : [];
    }

    // An id is part of a file name.
    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Id();
}

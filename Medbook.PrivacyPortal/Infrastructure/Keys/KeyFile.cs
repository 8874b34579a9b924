using System.Security.Cryptography;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>A key of 32 random bytes in a file that only the portal's user may read.</summary>
internal static class KeyFile
{
    public const int KeyBytes = 32;

    /// <summary>Reads the key; made where it is not there yet. Of several who make it at once, the first one's counts.</summary>
    /// <exception cref="IOException">The key cannot be read or made.</exception>
    public static byte[] ReadOrMake(string file)
    {
        if (File.Exists(file)) return Read(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var own = $"{file}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(own, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(own, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another instance was first; its key counts.
            File.Delete(own);
        }
        return Read(file);
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="IOException">The key cannot be read.</exception>
    public static byte[] Read(string file) =>
        File.ReadAllBytes(file) is { Length: KeyBytes } key ? key : throw new InvalidDataException($"{file} is no key of {KeyBytes} bytes.");
}

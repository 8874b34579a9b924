using System.Text;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>Looks for words in the raw bytes of every file below some folders.</summary>
internal static class ClearBytes
{
    /// <summary>The files that hold one of the words, in UTF-8 or UTF-16, with the word.</summary>
    public static List<(string File, string Word)> Find(IEnumerable<string> folders, IReadOnlyList<string> words)
    {
        var patterns = words.SelectMany(word => new[] { (word, Encoding.UTF8.GetBytes(word)), (word, Encoding.Unicode.GetBytes(word)) }).ToList();
        return
        [
            .. from folder in folders
               where Directory.Exists(folder)
               from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
               let bytes = Read(file)
               from pattern in patterns
               where bytes.AsSpan().IndexOf(pattern.Item2) >= 0
               select (file, pattern.word),
        ];
    }

    // While somebody writes it. What disappears meanwhile is gone from the disk.
    private static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}

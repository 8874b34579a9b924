namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>What is wrong with the map's file, and what to do about it.</summary>
/// <param name="File">The file as the operator names it.</param>
/// <param name="Line">Line, from 1; null where the place is not in the file.</param>
/// <param name="Path">JSON path of the place, names joined by dots; empty for the whole file.</param>
/// <param name="Sentence">What is wrong, and the mend.</param>
public sealed record MapFault(string File, int? Line, string Path, string Sentence)
{
    /// <summary>One line: file, line, path, sentence.</summary>
    public override string ToString() =>
        $"{File}{(Line is null ? "" : $":{Line}")}: {(Path.Length == 0 ? "" : $"{Path}: ")}{Sentence}";
}

using System.Text;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>Counts terms line by line, in the memory of one line however many there are.</summary>
internal sealed class DeadlineLines(TextWriter output, TextWriter error)
{
    private const int LongestLine = 4096;

    private readonly StringBuilder line = new();
    private long number;
    private int exitCode = ExitCode.Ok;

    /// <summary>Writes one line of JSON for each term, and one sentence with its number for each line that is none.</summary>
    public int Count(TextReader input)
    {
        var chunk = new char[16 * 1024];
        // What was counted is written out before more is waited for: another program may ask line by line.
        for (int length; (length = input.Read(chunk)) > 0; output.Flush())
        {
            foreach (var character in chunk.AsSpan(0, length))
            {
                if (character == '\n') EndLine();
                else if (line.Length <= LongestLine) line.Append(character);
            }
        }
        if (line.Length > 0) EndLine();
        return exitCode;
    }

    private void EndLine()
    {
        number++;
        if (line.Length > LongestLine) Refuse("This line is too long.");
        else if (line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words) CountOne(words);
        line.Clear();
    }

    private void CountOne(string[] words)
    {
        var (term, fault) = DeadlineText.Read(words);
        if (term is null) Refuse(fault!);
        else output.Write($"{DeadlineText.Json(term)}\n");
    }

    private void Refuse(string fault)
    {
        error.WriteLine($"error: line {number}: {fault}");
        exitCode = ExitCode.Findings;
    }
}

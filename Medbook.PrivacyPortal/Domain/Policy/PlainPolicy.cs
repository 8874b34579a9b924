using System.Text;
using System.Text.RegularExpressions;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>
/// Makes Markdown of a policy that came as plain text, as it is copied from a web page or a letter: numbered lines become articles and
/// paragraphs, bullets a list, and a table that was flattened into lines a list under its head. No word is left out or added.
/// </summary>
public static partial class PlainPolicy
{
    private const int LongestTitle = 120, ShortestWrapped = 60;

    /// <summary>Whether a text is Markdown already: it has a heading of it.</summary>
    public static bool IsMarkdown(string text) => MarkdownHeading().IsMatch(text);

    /// <summary>The Markdown of a text; the text itself where it is Markdown already.</summary>
    public static string ToMarkdown(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
        if (IsMarkdown(lines)) return lines.Trim() + "\n";
        var markdown = new StringBuilder();
        var isFirst = true;
        foreach (var block in EmptyLines().Split(lines).Select(Lines).Where(block => block.Count > 0))
        {
            if (markdown.Length > 0) markdown.Append('\n');
            foreach (var line in Write(block, isFirst)) markdown.Append(line).Append('\n');
            isFirst = false;
        }
        return markdown.ToString();
    }

    private static List<string> Lines(string block) => [.. block.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    private static IEnumerable<string> Write(List<string> block, bool isFirst)
    {
        if (block.TrueForAll(line => Bullet().IsMatch(line) || line.StartsWith(' ')) && Bullet().IsMatch(block[0])) return Bullets(block);
        if (IsFlattenedTable(block)) return [$"**{Escape(block[0].Trim())}**", "", .. block.Skip(1).Select(row => "- " + Escape(row.Trim()))];
        var whole = Unwrapped(block);
        if (whole.Count > 1) return whole.Select((line, i) => Escape(line) + (i < whole.Count - 1 ? "\\" : ""));
        var line = whole[0];
        if (Article().Match(line) is { Success: true } article && IsTitle(article.Groups[2].Value))
            return [$"{new string('#', article.Groups[1].Value.Count(c => c == '.') + 2)} {article.Groups[1].Value}. {Escape(article.Groups[2].Value)}"];
        return [isFirst && IsTitle(line) ? "# " + Escape(line) : Escape(line)];
    }

    // A line that begins without a bullet goes on with the item before it.
    private static List<string> Bullets(List<string> block)
    {
        var items = new List<string>();
        foreach (var line in block)
        {
            if (Bullet().Match(line) is { Success: true } bullet) items.Add("- " + Escape(line[bullet.Length..].Trim()));
            else items[^1] += " " + Escape(line.Trim());
        }
        return items;
    }

    // "What personal data? Why? Legal basis?", and under it a line for each row.
    private static bool IsFlattenedTable(List<string> block) =>
        block.Count > 1 && block[0].EndsWith('?') && block[0].Count(c => c == '?') > 1;

    // What an editor broke at the end of a line is one line again; an address or a card keeps its lines.
    private static List<string> Unwrapped(List<string> block)
    {
        var whole = new List<string>();
        foreach (var line in block.Select(line => line.Trim()))
        {
            if (whole.Count > 0 && whole[^1].Length >= ShortestWrapped && !".?!:;".Contains(whole[^1][^1], StringComparison.Ordinal)) whole[^1] += " " + line;
            else whole.Add(line);
        }
        return whole;
    }

    private static bool IsTitle(string line) => line.Length <= LongestTitle && !".;:,".Contains(line[^1], StringComparison.Ordinal);

    private static string Escape(string line) => Special().Replace(line, @"\$0");

    [GeneratedRegex(@"(?m)^#{1,6} \S")]
    private static partial Regex MarkdownHeading();

    [GeneratedRegex(@"\n(?:[ \t]*\n)+")]
    private static partial Regex EmptyLines();

    [GeneratedRegex(@"^\s*[•◦▪‣·–—*-]\s+")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d{1,3})*)\.?\s+(\S.*)$")]
    private static partial Regex Article();

    [GeneratedRegex(@"[\\`*_\[\]<>#|~&]")]
    private static partial Regex Special();
}

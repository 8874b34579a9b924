using DiffPlex;
using DiffPlex.Chunkers;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>A paragraph, a heading, an item or a row that is not what it was.</summary>
/// <param name="Place">The number of the article or paragraph it stands in; null before the first.</param>
/// <param name="Pieces">Its words, before and after.</param>
public sealed record ChangedPlace(string? Place, IReadOnlyList<Piece> Pieces);

/// <summary>What changed between two versions of the official text, word by word, place by place.</summary>
/// <remarks>Policy 8.1.</remarks>
public static class PolicyDifference
{
    /// <summary>The places that differ, in the order of the new text; what was left out stands where it was.</summary>
    /// <param name="before">Markdown of the version before.</param>
    /// <param name="after">Markdown of the new one.</param>
    public static IReadOnlyList<ChangedPlace> Of(string before, string after)
    {
        var (then, now) = (Lines(before), Lines(after));
        var difference = Differ.Instance.CreateDiffs(
            string.Join('\n', then.Select(line => line.Text)), string.Join('\n', now.Select(line => line.Text)), ignoreWhiteSpace: false, ignoreCase: false, new LineChunker());
        var changed = new List<ChangedPlace>();
        foreach (var block in difference.DiffBlocks)
        {
            var (gone, come) = (then[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)], now[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            for (var i = 0; i < Math.Max(gone.Count, come.Count); i++)
            {
                var (old, written) = (gone.ElementAtOrDefault(i), come.ElementAtOrDefault(i));
                changed.Add(new ChangedPlace((written ?? old)!.Place, TextDifference.Of(old?.Text ?? "", written?.Text ?? "")));
            }
        }
        return changed;
    }

    private static List<Line> Lines(string markdown)
    {
        var lines = new List<Line>();
        string? place = null;
        foreach (var block in PolicyMarkdown.Read(markdown).Blocks) Add(lines, block, ref place);
        return lines;
    }

    private static void Add(List<Line> lines, PolicyBlock block, ref string? place)
    {
        switch (block)
        {
            case NumberedBlock numbered:
                place = numbered.Number ?? place;
                lines.Add(new Line(place, TextOf(numbered.Words)));
                break;
            case PolicyList list:
                foreach (var part in list.Items.SelectMany(item => item)) Add(lines, part, ref place);
                break;
            case PolicyTable table:
                foreach (var row in table.Rows.Prepend(table.Head)) lines.Add(new Line(place, string.Join(" | ", row.Select(TextOf))));
                break;
        }
    }

    private static string TextOf(IReadOnlyList<PolicyWords> words) =>
        string.Concat(words.Select(some => some.Look == PolicyLook.LineEnd ? " " : some.Text)).Replace('\n', ' ');

    private sealed record Line(string? Place, string Text);
}

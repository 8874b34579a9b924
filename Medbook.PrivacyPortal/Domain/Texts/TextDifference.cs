using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Medbook.PrivacyPortal.Domain.Texts;

/// <summary>What became of a piece of a text.</summary>
public enum PieceFate
{
    /// <summary>It stands in both.</summary>
    Kept,
    /// <summary>It stood in the one before only.</summary>
    Removed,
    /// <summary>It stands in the new one only.</summary>
    Added,
}

/// <summary>Some words of a text, with the blanks and marks between them.</summary>
/// <param name="Fate">What became of them.</param>
/// <param name="Text">The words.</param>
public sealed record Piece(PieceFate Fate, string Text);

/// <summary>The difference between two texts, word by word: whoever leaves the removed pieces out reads the new text, letter for letter.</summary>
public static class TextDifference
{
    private static readonly WordChunker Words = new();

    /// <summary>
    /// The pieces in their order, those of the text before in front of those that took their place. Words that were replaced one after the other
    /// are one piece, with the blanks between them: nobody reads a difference word for word.
    /// </summary>
    /// <param name="before">The text before.</param>
    /// <param name="after">The new text.</param>
    public static IReadOnlyList<Piece> Of(string before, string after)
    {
        var (pieces, removed, added, blank) = (new List<Piece>(), "", "", "");
        foreach (var word in InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words).Lines)
        {
            if (word.Type is ChangeType.Deleted or ChangeType.Inserted)
            {
                (removed, added, blank) = (removed + blank, added + blank, "");
                if (word.Type is ChangeType.Deleted) removed += word.Text;
                else added += word.Text;
            }
            else if (removed != "" && added != "" && string.IsNullOrWhiteSpace(word.Text))
            {
                blank += word.Text;
            }
            else
            {
                Close();
                Add(PieceFate.Kept, word.Text);
            }
        }
        Close();
        return pieces;

        void Close()
        {
            Add(PieceFate.Removed, removed);
            Add(PieceFate.Added, added);
            Add(PieceFate.Kept, blank);
            (removed, added, blank) = ("", "", "");
        }

        void Add(PieceFate fate, string text)
        {
            if (text == "") return;
            if (pieces.Count > 0 && pieces[^1].Fate == fate) pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + text };
            else pieces.Add(new Piece(fate, text));
        }
    }
}

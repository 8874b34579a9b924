using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>One line of a choice that is not what it was.</summary>
/// <param name="Label">What the line answers; null for the title and for what the choice is about.</param>
/// <param name="Pieces">Its words, before and after.</param>
public sealed record ChangedLine(string? Label, IReadOnlyList<Piece> Pieces);

/// <summary>What changed between the words somebody decided on and those of now.</summary>
/// <remarks>Rule C5.</remarks>
public static class WordingDifference
{
    /// <summary>The lines that differ, in the order of the page; lines that are gone come last.</summary>
    /// <param name="before">The words of the decision.</param>
    /// <param name="after">The words of now, in the same language.</param>
    public static IReadOnlyList<ChangedLine> Of(ConsentWording before, ConsentWording after)
    {
        var then = before.Facts.ToLookup(fact => fact.Label, fact => fact.Text);
        var now = after.Facts.Select(fact => fact.Label).ToHashSet();
        (string? Label, string Before, string After)[] lines =
        [
            (null, before.Title, after.Title),
            (null, before.About, after.About),
            .. after.Facts.Select(fact => (fact.Label, then[fact.Label].FirstOrDefault() ?? "", fact.Text)),
            .. before.Facts.Where(fact => !now.Contains(fact.Label)).Select(fact => (fact.Label, fact.Text, "")),
        ];
        return [.. lines.Where(line => line.Before != line.After).Select(line => new ChangedLine(line.Label, TextDifference.Of(line.Before, line.After)))];
    }
}

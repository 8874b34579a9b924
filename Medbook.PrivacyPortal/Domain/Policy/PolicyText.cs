namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>
/// The official text of a policy as a tree of blocks. A page draws it with its own elements: whatever markup somebody wrote into the text
/// stays text.
/// </summary>
/// <param name="Blocks">From top to bottom.</param>
/// <remarks>GDPR 12(1); policy 8.2.</remarks>
public sealed record PolicyText(IReadOnlyList<PolicyBlock> Blocks)
{
    /// <summary>Every article and paragraph that has a place of its own, in the order of the text.</summary>
    public IEnumerable<NumberedBlock> Places => Blocks.OfType<NumberedBlock>().Where(block => block.Number is not null && block.IsPlace);
}

/// <summary>A part of the text.</summary>
public abstract record PolicyBlock;

/// <summary>A part that may carry a number, and so be a place to point at.</summary>
/// <param name="Number">Number of the article or paragraph, without a dot at its end: <c>3.1</c>; null where it has none.</param>
/// <param name="IsPlace">Whether it is the first with this number.</param>
/// <param name="Words">Its words, without the number.</param>
public abstract record NumberedBlock(string? Number, bool IsPlace, IReadOnlyList<PolicyWords> Words) : PolicyBlock;

/// <summary>A heading.</summary>
/// <param name="Level">1 for the title of the whole, 2 for an article, and so on, at most 4.</param>
/// <param name="Number">Its number.</param>
/// <param name="IsPlace">Whether it is the first with this number.</param>
/// <param name="Words">Its words.</param>
public sealed record PolicyHeading(int Level, string? Number, bool IsPlace, IReadOnlyList<PolicyWords> Words) : NumberedBlock(Number, IsPlace, Words);

/// <summary>A paragraph.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsPlace">Whether it is the first with this number.</param>
/// <param name="Words">Its words.</param>
public sealed record PolicyParagraph(string? Number, bool IsPlace, IReadOnlyList<PolicyWords> Words) : NumberedBlock(Number, IsPlace, Words);

/// <summary>A list.</summary>
/// <param name="IsOrdered">Whether its items are counted.</param>
/// <param name="Items">The blocks of each item.</param>
public sealed record PolicyList(bool IsOrdered, IReadOnlyList<IReadOnlyList<PolicyBlock>> Items) : PolicyBlock;

/// <summary>A table.</summary>
/// <param name="Head">The words of each column's head.</param>
/// <param name="Rows">The words of each cell, row by row; every row is as long as the head.</param>
public sealed record PolicyTable(IReadOnlyList<IReadOnlyList<PolicyWords>> Head, IReadOnlyList<IReadOnlyList<IReadOnlyList<PolicyWords>>> Rows) : PolicyBlock;

/// <summary>Words that look the same.</summary>
/// <param name="Text">The words; empty for the end of a line.</param>
/// <param name="Look">How they look.</param>
/// <param name="Link">Where they lead: an address of http, https or mailto; null where nowhere.</param>
public sealed record PolicyWords(string Text, PolicyLook Look = PolicyLook.Plain, Uri? Link = null)
{
    /// <summary>The end of a line within a paragraph.</summary>
    public static readonly PolicyWords LineEnd = new("", PolicyLook.LineEnd);
}

/// <summary>How words look.</summary>
public enum PolicyLook
{
    /// <summary>Like the rest.</summary>
    Plain,
    /// <summary>Important.</summary>
    Strong,
    /// <summary>Stressed.</summary>
    Stressed,
    /// <summary>No words: a line ends here.</summary>
    LineEnd,
}

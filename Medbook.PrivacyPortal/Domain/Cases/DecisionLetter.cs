using System.Security.Cryptography;
using System.Text;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What a paragraph of an answer is for; in their order, but that each refused part has its decision, reasons and rule together.</summary>
public enum LetterPart
{
    /// <summary>The greeting.</summary>
    Greeting,
    /// <summary>What was asked, and when.</summary>
    Asked,
    /// <summary>That the answer is late, and by which day it was due (rule T7).</summary>
    Late,
    /// <summary>What was decided.</summary>
    Decision,
    /// <summary>What we do, or why we do not.</summary>
    Reasons,
    /// <summary>The rule behind it.</summary>
    Rule,
    /// <summary>That the person can complain, and with whom (rule M2).</summary>
    Complaint,
    /// <summary>That the person can go to court (rule M2).</summary>
    Court,
    /// <summary>Who decided, and when.</summary>
    Signature,
}

/// <summary>One paragraph of a letter.</summary>
/// <param name="Part">What it is for.</param>
/// <param name="Text">What the person reads.</param>
public sealed record LetterParagraph(LetterPart Part, string Text);

/// <summary>An answer exactly as the person gets it. Never changed once it was sent.</summary>
/// <param name="Language">Name of the culture it is written in.</param>
/// <param name="Paragraphs">Its paragraphs.</param>
public sealed record DecisionLetter(string Language, IReadOnlyList<LetterParagraph> Paragraphs)
{
    /// <summary>Characters of a whole letter.</summary>
    public const int MaxText = 40_000;

    /// <summary>The whole letter, paragraphs apart by an empty line.</summary>
    public string Text => string.Join("\n\n", Paragraphs.Select(paragraph => paragraph.Text));

    /// <summary>What the audit keeps of it: SHA-256 of the text, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Whether a part is there and says something that contains <paramref name="words"/>.</summary>
    public bool Says(LetterPart part, string words = "") => Paragraphs.Any(paragraph =>
        paragraph.Part == part && !string.IsNullOrWhiteSpace(paragraph.Text) && paragraph.Text.Contains(words, StringComparison.Ordinal));

    /// <summary>The letter with the officer's own words in the places they were written for; a paragraph without words is left out.</summary>
    /// <remarks>What the law asks of it is asked of the edited letter, when it is sent.</remarks>
    public DecisionLetter Edited(IReadOnlyList<LetterEdit> edits) => this with
    {
        Paragraphs =
        [
            .. Paragraphs
                .Select(paragraph => edits.LastOrDefault(edit => edit.Part == paragraph.Part && edit.From == paragraph.Text) is { } edit
                    ? paragraph with { Text = edit.To.Trim() } : paragraph)
                .Where(paragraph => paragraph.Text.Length > 0),
        ],
    };

    /// <summary>Two letters are equal when they say the same.</summary>
    public bool Equals(DecisionLetter? other) =>
        other is not null && Language == other.Language && Paragraphs.SequenceEqual(other.Paragraphs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Language, Paragraphs.Count);
}

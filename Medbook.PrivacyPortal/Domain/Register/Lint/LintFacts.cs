using System.Globalization;
using Medbook.PrivacyPortal.Domain.Policy;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>Everything the lint compares. The rules read nothing else.</summary>
/// <param name="Register">The register in force.</param>
/// <param name="Coming">The versions whose day is still to come, the next one first.</param>
/// <param name="Data">What the data map holds.</param>
/// <param name="Texts">The official text in each language it is published in; empty where none is: the known gaps of the policy of 14 May 2021 then count.</param>
/// <param name="Consents">Activities about which people are asked for consent.</param>
/// <param name="Choices">What people are offered to decide about a recipient.</param>
/// <param name="AlwaysAsksIdentity">Whether everybody who asks anything gets a question about identity.</param>
public sealed record LintFacts(
    RegisterVersion Register, IReadOnlyList<RegisterVersion> Coming, IReadOnlyList<MappedData> Data, IReadOnlyList<PublishedText> Texts, IReadOnlyCollection<string> Consents,
    IReadOnlyDictionary<string, RecipientChoice> Choices, bool AlwaysAsksIdentity);

/// <summary>A dataset of the data map.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Activities">The activities its fields name.</param>
/// <param name="Bases">The basis that takes the place of an activity's for its rows.</param>
/// <param name="Open">Its rule, where that gives no end before somebody asks or decides; null where it does.</param>
/// <param name="Months">Months it is kept after a date; null where it has no such period, or one without a maximum.</param>
/// <param name="IsCarriedOut">Whether something deletes it when its period ends.</param>
public sealed record MappedData(
    string Source, string Dataset, IReadOnlyList<string> Activities, IReadOnlyDictionary<string, LegalBasis> Bases, RetentionKind? Open, int? Months, bool IsCarriedOut = true)
{
    /// <summary>How a finding names it.</summary>
    public string Name => $"{Source}/{Dataset}";
}

/// <summary>The official text in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Text">Its blocks.</param>
public sealed record PublishedText(CultureInfo Language, PolicyText Text)
{
    private readonly List<(string Place, PolicyWords Words)> all = [.. Flatten(Text.Blocks, "").Select(part => (part.Place, part.Words))];

    /// <summary>The words of an article and of what stands below it, in one line; of the whole text where no article is named.</summary>
    /// <param name="article">For example <c>7</c> or <c>7.5</c>.</param>
    public string In(string? article) => string.Concat(WordsIn(article).Select(words => words.Look == PolicyLook.LineEnd ? " " : words.Text));

    /// <summary>The words of an article, with their links.</summary>
    /// <param name="article">For example <c>7</c> or <c>7.5</c>; null for the whole text.</param>
    public IEnumerable<PolicyWords> WordsIn(string? article) =>
        all.Where(part => article is null || part.Place == article || part.Place.StartsWith(article + ".", StringComparison.Ordinal)).Select(part => part.Words);

    private static IEnumerable<(string Place, PolicyWords Words)> Flatten(IEnumerable<PolicyBlock> blocks, string place)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case NumberedBlock numbered:
                    place = numbered.Number ?? place;
                    foreach (var words in numbered.Words.Append(PolicyWords.LineEnd)) yield return (place, words);
                    break;
                case PolicyList list:
                    foreach (var part in list.Items.SelectMany(item => Flatten(item, place))) yield return part;
                    break;
                case PolicyTable table:
                    foreach (var words in table.Rows.Prepend(table.Head).SelectMany(row => row).SelectMany(cell => cell.Append(PolicyWords.LineEnd))) yield return (place, words);
                    break;
            }
        }
    }
}

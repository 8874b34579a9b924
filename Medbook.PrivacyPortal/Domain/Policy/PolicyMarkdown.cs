using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>Reads the Markdown of a policy: headings, paragraphs, lists, tables, strong and stressed words, links. HTML in it is text like any other.</summary>
public static partial class PolicyMarkdown
{
    private const int DeepestHeading = 4;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    /// <summary>The blocks of a text.</summary>
    /// <param name="markdown">The text.</param>
    public static PolicyText Read(string markdown) => new(Blocks(Markdown.Parse(markdown, Pipeline), []));

    private static List<PolicyBlock> Blocks(ContainerBlock container, HashSet<string> numbers) => [.. container.SelectMany(block => Of(block, numbers))];

    private static IEnumerable<PolicyBlock> Of(Block block, HashSet<string> numbers)
    {
        switch (block)
        {
            case HeadingBlock heading:
                var (headingNumber, title) = Numbered(WordsOf(heading.Inline), ArticleNumber());
                return [new PolicyHeading(Math.Min(heading.Level, DeepestHeading), headingNumber, IsFirst(headingNumber, numbers), title)];
            case ParagraphBlock paragraph:
                var (number, words) = Numbered(WordsOf(paragraph.Inline), ParagraphNumber());
                return [new PolicyParagraph(number, IsFirst(number, numbers), words)];
            case ListBlock list:
                return [new PolicyList(list.IsOrdered, [.. list.Cast<ListItemBlock>().Select(item => Blocks(item, numbers))])];
            case Table table:
                return [TableOf(table)];
            // A quotation is as much part of the text as the rest.
            case ContainerBlock other:
                return Blocks(other, numbers);
            // So is what was indented by accident.
            case CodeBlock code:
                return [new PolicyParagraph(null, false, [new PolicyWords(code.Lines.ToString().Trim())])];
            default:
                return [];
        }
    }

    private static PolicyTable TableOf(Table table)
    {
        var rows = table.Cast<TableRow>().Select(row => row.Cast<TableCell>()
            .Select(cell => (IReadOnlyList<PolicyWords>)[.. cell.OfType<ParagraphBlock>().SelectMany(text => WordsOf(text.Inline))]).ToList()).ToList();
        var width = Math.Max(1, rows[0].FindLastIndex(cell => cell.Count > 0) + 1);
        return new PolicyTable([.. rows[0].Take(width)], [.. rows.Skip(1).Select(row => Fit(row, width))]);
    }

    // Where a row has more cells than there are heads, the last cell keeps what is too much: no word is left out.
    private static IReadOnlyList<IReadOnlyList<PolicyWords>> Fit(List<IReadOnlyList<PolicyWords>> row, int width)
    {
        var cells = row.Take(width).Concat(Enumerable.Repeat<IReadOnlyList<PolicyWords>>([], Math.Max(0, width - row.Count))).ToList();
        foreach (var more in row.Skip(width).Where(more => more.Count > 0)) cells[^1] = [.. cells[^1], new PolicyWords(" "), .. more];
        return cells;
    }

    private static bool IsFirst(string? number, HashSet<string> numbers) => number is not null && numbers.Add(number);

    private static (string? Number, IReadOnlyList<PolicyWords> Words) Numbered(List<PolicyWords> words, Regex shape)
    {
        if (words.Count == 0 || shape.Match(words[0].Text) is not { Success: true } found) return (null, words);
        words[0] = words[0] with { Text = words[0].Text[found.Length..] };
        return (found.Groups[1].Value, words);
    }

    private static List<PolicyWords> WordsOf(ContainerInline? container)
    {
        var words = new List<PolicyWords>();
        if (container is not null) Add(words, container, PolicyLook.Plain, null);
        return words;
    }

    private static void Add(List<PolicyWords> words, ContainerInline container, PolicyLook look, Uri? link)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal: Append(words, literal.Content.ToString(), look, link); break;
                case CodeInline code: Append(words, code.Content, look, link); break;
                case HtmlEntityInline entity: Append(words, entity.Transcoded.ToString(), look, link); break;
                case AutolinkInline auto: Append(words, auto.Url, look, LinkOf(auto.IsEmail ? "mailto:" + auto.Url : auto.Url)); break;
                case LineBreakInline { IsHard: true }: words.Add(PolicyWords.LineEnd); break;
                case LineBreakInline: Append(words, " ", look, link); break;
                // A picture is not shown: its description is.
                case LinkInline { IsImage: true } picture: Add(words, picture, look, link); break;
                case LinkInline to: Add(words, to, look, LinkOf(to.Url)); break;
                case EmphasisInline stressed: Add(words, stressed, stressed.DelimiterCount > 1 ? PolicyLook.Strong : PolicyLook.Stressed, link); break;
                case ContainerInline other: Add(words, other, look, link); break;
            }
        }
    }

    // Markdown splits a sentence at every sign that could have meant something.
    private static void Append(List<PolicyWords> words, string text, PolicyLook look, Uri? link)
    {
        if (words.Count > 0 && words[^1] is { Look: not PolicyLook.LineEnd } last && last.Look == look && last.Link == link) words[^1] = last with { Text = last.Text + text };
        else words.Add(new PolicyWords(text, look, link));
    }

    private static Uri? LinkOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto" ? address : null;

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d{1,3}){0,4})\.?\s+")]
    private static partial Regex ArticleNumber();

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d{1,3}){1,4})\.?\s+")]
    private static partial Regex ParagraphNumber();
}

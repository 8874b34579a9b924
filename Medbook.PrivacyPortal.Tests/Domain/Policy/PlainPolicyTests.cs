using Medbook.PrivacyPortal.Domain.Policy;

namespace Medbook.PrivacyPortal.Tests.Domain.Policy;

/// <summary>A policy that came as plain text: numbered lines, bullets, tables flattened into lines.</summary>
public sealed class PlainPolicyTests
{
    private const string Text =
        """
        Privacy statement

        We keep bees, and the names of who buys honey. It was last changed on 3 March 2025.

        1. Scope

        1.1. This statement holds when you:

          • buy honey from us; or
          • visit the hives,
            also without buying.

        1.2. It may change, see article 3.

        2. What we use

        Nothing is used without a purpose.

        2.1. When you buy

        2.1.1. We use the following data.

        Which data? Why? On which basis?
        Your name and address (e.g. where the honey goes). To send the jars. Our agreement with you.
        What you bought. To keep our books. The law asks for it.

        2.2. When you visit

        2.2.1. We note who came.

        3. Us

        3.1. “We” means:

        Name: The Bee Keepers
        Address: Long Road 1, 3000 Leuven
        E-mail: bees@example.org

        3.2. Ask us anything about <your> data_set at any time; the answer, which a person writes and no machine, comes
        within 30 days of the day on which the question was received by us.
        """;

    private static readonly PolicyText Read = PolicyMarkdown.Read(PlainPolicy.ToMarkdown(Text));

    [Fact]
    public void Articles_become_headings_and_paragraphs_keep_their_numbers()
    {
        Assert.Equal(
            ["1: heading 2 Scope", "2: heading 2 What we use", "2.1: heading 3 When you buy", "2.2: heading 3 When you visit", "3: heading 2 Us"],
            Read.Places.OfType<PolicyHeading>().Select(heading => $"{heading.Number}: heading {heading.Level} {TextOf(heading.Words)}"));
        Assert.Equal(["1.1", "1.2", "2.1.1", "2.2.1", "3.1", "3.2"], Read.Places.OfType<PolicyParagraph>().Select(paragraph => paragraph.Number!));
        var title = Assert.IsType<PolicyHeading>(Read.Blocks[0]);
        Assert.Equal((1, "Privacy statement"), (title.Level, TextOf(title.Words)));
    }

    [Fact]
    public void Bullets_become_a_list_and_a_line_that_goes_on_stays_with_its_item()
    {
        var list = Assert.IsType<PolicyList>(Read.Blocks.First(block => block is PolicyList));
        Assert.False(list.IsOrdered);
        Assert.Equal(["buy honey from us; or", "visit the hives, also without buying."], list.Items.Select(ItemText));
    }

    [Fact]
    public void A_flattened_table_becomes_its_head_and_a_line_for_each_row()
    {
        var head = Read.Blocks.OfType<PolicyParagraph>().Single(paragraph => TextOf(paragraph.Words) == "Which data? Why? On which basis?");
        Assert.Equal(PolicyLook.Strong, head.Words.Single().Look);
        var rows = (PolicyList)Read.Blocks.Last(block => block is PolicyList);
        Assert.Equal(
            ["Your name and address (e.g. where the honey goes). To send the jars. Our agreement with you.", "What you bought. To keep our books. The law asks for it."],
            rows.Items.Select(ItemText));
    }

    [Fact]
    public void An_address_keeps_its_lines_and_a_line_that_an_editor_broke_is_one_again()
    {
        var card = Read.Blocks.OfType<PolicyParagraph>().Single(paragraph => TextOf(paragraph.Words).StartsWith("Name:", StringComparison.Ordinal));
        Assert.Equal(2, card.Words.Count(words => words.Look == PolicyLook.LineEnd));
        var last = Read.Blocks.OfType<PolicyParagraph>().Last();
        Assert.Equal("Ask us anything about <your> data_set at any time; the answer, which a person writes and no machine, comes within 30 days of the day on which the question was received by us.", TextOf(last.Words));
    }

    [Fact]
    public void No_word_is_left_out_or_added()
    {
        static IEnumerable<string> Bare(string text) => text.Split([' ', '\n', '\r', '•'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Bare(Text).Select(word => word.TrimEnd('.')), Bare(WholeText(Read.Blocks)).Select(word => word.TrimEnd('.')));
    }

    [Fact]
    public void What_is_Markdown_already_stays_as_it_is()
    {
        const string Markdown = "## 1. Scope\n\nA *word* and a [link](https://example.org/).\n";
        Assert.Equal(Markdown, PlainPolicy.ToMarkdown(Markdown));
        Assert.Equal(PlainPolicy.ToMarkdown(Text), PlainPolicy.ToMarkdown(PlainPolicy.ToMarkdown(Text)));
    }

    private static string TextOf(IEnumerable<PolicyWords> words) => string.Concat(words.Select(some => some.Text));

    private static string ItemText(IReadOnlyList<PolicyBlock> item) => TextOf(Assert.IsType<PolicyParagraph>(Assert.Single(item)).Words);

    private static string WholeText(IEnumerable<PolicyBlock> blocks) => string.Join('\n', blocks.Select(block => block switch
    {
        NumberedBlock numbered => $"{numbered.Number} {string.Concat(numbered.Words.Select(some => some.Look == PolicyLook.LineEnd ? "\n" : some.Text))}",
        PolicyList list => string.Join('\n', list.Items.Select(WholeText)),
        _ => "",
    }));
}

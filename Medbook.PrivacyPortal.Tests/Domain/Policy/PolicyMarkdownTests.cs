using Medbook.PrivacyPortal.Domain.Policy;

namespace Medbook.PrivacyPortal.Tests.Domain.Policy;

/// <summary>What is read of Markdown, and what stays text.</summary>
public sealed class PolicyMarkdownTests
{
    [Fact]
    public void Words_keep_their_look_and_their_links()
    {
        var paragraph = Only<PolicyParagraph>("1.1. A **strong** and a *stressed* word, and [a page](https://example.org/x).");

        Assert.Equal("1.1", paragraph.Number);
        Assert.Equal(
            [new("A "), new("strong", PolicyLook.Strong), new(" and a "), new("stressed", PolicyLook.Stressed), new(" word, and "), new("a page", Link: new Uri("https://example.org/x")), new(".")],
            paragraph.Words);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("[x](//example.org/)")]
    [InlineData("[x](file:///etc/passwd)")]
    public void A_link_to_anything_but_a_page_or_an_address_is_text(string markdown) =>
        Assert.Equal([new PolicyWords("x")], Only<PolicyParagraph>(markdown).Words);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    public void Html_is_text_like_any_other(string markdown) =>
        Assert.Equal(markdown, string.Concat(Only<PolicyParagraph>(markdown).Words.Select(words => words.Text)));

    [Fact]
    public void A_number_that_comes_twice_is_a_place_once()
    {
        var read = PolicyMarkdown.Read("## 1. One\n\n## 1. Another\n\n2021 was a year.\n");
        Assert.Equal(["One"], read.Places.Select(place => place.Words.Single().Text));
        Assert.Null(read.Blocks.OfType<PolicyParagraph>().Single().Number);
    }

    [Fact]
    public void A_table_has_as_many_cells_in_each_row_as_in_its_head_and_loses_no_word()
    {
        var table = Only<PolicyTable>("| Data | Why |\n|---|---|\n| Name |\n| Address | To send | too much |\n");
        Assert.Equal(["Data", "Why"], table.Head.Select(cell => cell.Single().Text));
        Assert.All(table.Rows, row => Assert.Equal(2, row.Count));
        Assert.Equal("To send too much", string.Concat(table.Rows[1][1].Select(words => words.Text)));
    }

    private static T Only<T>(string markdown) where T : PolicyBlock => Assert.IsType<T>(Assert.Single(PolicyMarkdown.Read(markdown).Blocks));
}

using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail.Incoming;

/// <summary>HTML of a stranger becomes words, and nothing but words.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo\n\n")]
    [InlineData("One<br>Two<br/>Three", "One\nTwo\nThree")]
    [InlineData("<div>One</div><div>Two</div>", "One\nTwo\n")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "One\nTwo\n")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n")]
    [InlineData("  much \n\t white&nbsp;  space ", "much white space ")]
    [InlineData("caf&eacute; &amp; &#8364;5 &lt;b&gt;", "café & €5 <b>")]
    [InlineData("<b>bo</b>ld <a href='https://example.org/x'>here</a>", "bold here")]
    public void Words_stay_and_blocks_are_lines(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    [Theory]
    [InlineData("<script>alert(1)</script>Words")]
    [InlineData("<style>p { color: red }</style>Words")]
    [InlineData("<head><title>Outlook</title></head><body>Words</body>")]
    [InlineData("<!-- hidden <b>comment</b> -->Words")]
    [InlineData("<img src='https://example.org/pixel' onerror='alert(1)'>Words")]
    [InlineData("<!DOCTYPE html><script src=x>a<b></script >Words")]
    public void What_is_not_for_reading_is_left_out(string html) => Assert.Equal("Words", HtmlText.Of(html));

    [Theory]
    [InlineData("<p>Words <b", "Words ")]
    [InlineData("Words < 5 and > 3", "Words < 5 and > 3")]
    [InlineData("</p></p></div>Words", "Words")]
    [InlineData("Words<script>never closed", "Words")]
    [InlineData("", "")]
    public void Broken_HTML_gives_what_can_be_read(string html, string text) => Assert.Equal(text, HtmlText.Of(html));
}

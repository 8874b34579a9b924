using System.Text;
using MimeKit.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>The words of an HTML mail. Nothing of it is ever shown as HTML: no image is fetched, no address is followed.</summary>
internal static class HtmlText
{
    private static readonly HtmlTagId[] Silent = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Title];

    private static readonly HtmlTagId[] Lines =
    [
        HtmlTagId.Address, HtmlTagId.BlockQuote, HtmlTagId.Center, HtmlTagId.DD, HtmlTagId.Div, HtmlTagId.DL, HtmlTagId.DT, HtmlTagId.FieldSet,
        HtmlTagId.Form, HtmlTagId.HR, HtmlTagId.LI, HtmlTagId.OL, HtmlTagId.Pre, HtmlTagId.Section, HtmlTagId.Table, HtmlTagId.TR, HtmlTagId.UL,
    ];

    private static readonly HtmlTagId[] Paragraphs =
        [HtmlTagId.P, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.H4, HtmlTagId.H5, HtmlTagId.H6];

    /// <summary>The text, with a line for each block.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true, IgnoreTruncatedTags = true };
        var silent = HtmlTagId.Unknown;
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken tag when silent != HtmlTagId.Unknown:
                    if (tag.IsEndTag && tag.Id == silent) silent = HtmlTagId.Unknown;
                    break;
                case HtmlTagToken tag when Silent.Contains(tag.Id):
                    if (tag is { IsEndTag: false, IsEmptyElement: false }) silent = tag.Id;
                    break;
                case HtmlTagToken tag:
                    Break(text, tag);
                    break;
                case HtmlScriptDataToken or HtmlCommentToken:
                    break;
                case HtmlDataToken data when silent == HtmlTagId.Unknown:
                    Append(text, data.Data);
                    break;
            }
        }
        return text.ToString();
    }

    private static void Break(StringBuilder text, HtmlTagToken tag)
    {
        if (tag.Id == HtmlTagId.Br) text.Append('\n');
        else if (tag.Id is HtmlTagId.TD or HtmlTagId.TH) Append(text, " ");
        else if (Lines.Contains(tag.Id)) End(text, 1);
        else if (Paragraphs.Contains(tag.Id)) End(text, 2);
    }

    private static void End(StringBuilder text, int lines)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        for (var i = 1; i <= lines && text.Length >= i; i++)
        {
            if (text[^i] != '\n') text.Append('\n');
        }
    }

    // Runs of white space are one space, none at the beginning of a line.
    private static void Append(StringBuilder text, string words)
    {
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
        }
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Medbook.PrivacyPortal.Infrastructure.Archives;

/// <summary>HTML that is safe by its form: what the code writes is markup, whatever is filled in is text and gets encoded.</summary>
internal sealed class HtmlText
{
    // A file to read: letters of every script stand as they are, everything that could be markup does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new();

    /// <summary>Characters so far.</summary>
    public int Length => html.Length;

    /// <summary>Adds markup; each hole is encoded.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds what another one holds.</summary>
    public HtmlText Add(HtmlText other)
    {
        html.Append(other.html);
        return this;
    }

    /// <summary>Adds a style sheet as it is; it is a part of the program.</summary>
    public HtmlText AddStyle(string css)
    {
        html.Append(css);
        return this;
    }

    /// <summary>Takes back what was added after a length.</summary>
    public void CutTo(int length) => html.Length = length;

    public Task WriteToAsync(TextWriter writer, CancellationToken ct) => writer.WriteAsync(html, ct);

    public override string ToString() => html.ToString();

    /// <summary>Control characters have no place in HTML and no look: they are shown as the signs for them.</summary>
    private static string Visible(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i] switch
            {
                '\n' or '\t' => from[i],
                '\r' => i + 1 < from.Length && from[i + 1] == '\n' ? ' ' : '\n',
                < ' ' => (char)('\u2400' + from[i]),
                '\u007f' => '\u2421',
                >= '\u0080' and <= '\u009f' => '\ufffd',
                _ => from[i],
            };
        }
    });

    /// <summary>What an interpolated string is made into.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder html;

        public Markup(int literalLength, int formattedCount, HtmlText target) => html = target.html;

        public void AppendLiteral(string markup) => html.Append(markup);

        public void AppendFormatted(string? text)
        {
            if (text is not null) html.Append(Encoder.Encode(Visible(text)));
        }

        public void AppendFormatted<T>(T value) => AppendFormatted(value?.ToString());
    }
}

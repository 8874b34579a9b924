using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Infrastructure.Archives;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// The first records of a kind for <c>index.html</c>: a table where a page is wide enough for the fields, else one list of facts
/// a record. What is kept in memory is bounded, however many records there are.
/// </summary>
internal sealed class RowsAsHtml(
    IStringLocalizer<CopyTexts> texts, IStringLocalizer<ValueTexts> values, Dataset dataset, IReadOnlyList<ReadField> fields, bool isOne, int room)
{
    /// <summary>The most records of one kind.</summary>
    public const int MostRows = 200;

    /// <summary>The most characters of one kind; a reader does not scroll through more.</summary>
    public const int MostText = 256 * 1024;

    private const int WidestTable = 6;
    private const int LongestValue = 4000;
    private const int LongFact = 80;

    private readonly HtmlText html = new();
    private readonly int room = Math.Min(room, MostText);
    private bool full;

    /// <summary>Records that are in it.</summary>
    public int Rows { get; private set; }

    /// <summary>Characters it holds.</summary>
    public int Length => html.Length;

    private bool IsTable => fields.Count <= WidestTable && !isOne;

    /// <summary>Takes a record in, while there is room.</summary>
    public void Add(SourceRow row)
    {
        if (full) return;
        var before = html.Length;
        if (IsTable) AddToTable(row);
        else AddFacts(row);
        if (html.Length <= room) Rows++;
        else html.CutTo(before);
        full = Rows == MostRows || html.Length <= before;
    }

    /// <summary>Adds the records with their head.</summary>
    public void WriteTo(HtmlText page)
    {
        if (Rows == 0) return;
        if (IsTable)
        {
            page.Add($"""<div class="wide" role="region" tabindex="0" aria-label="{dataset.Label}"><table><caption class="sr">{dataset.Label}</caption><thead><tr>""");
            foreach (var field in fields) page.Add($"""<th scope="col">{field.Field.Label}</th>""");
            page.Add($"</tr></thead><tbody>").Add(html).Add($"</tbody></table></div>\n");
        }
        else if (isOne)
        {
            page.Add(html);
        }
        else
        {
            page.Add($"""<ol class="records">""").Add(html).Add($"</ol>\n");
        }
    }

    private void AddToTable(SourceRow row)
    {
        html.Add($"<tr>");
        for (var i = 0; i < fields.Count; i++)
        {
            var (label, words) = (fields[i].Field.Label.ToString(), Words(row, i));
            if (i == 0) html.Add($"""<th scope="row">{words}</th>""");
            else html.Add($"""<td data-l="{label}">{words}</td>""");
        }
        html.Add($"</tr>\n");
    }

    private void AddFacts(SourceRow row)
    {
        if (!isOne) html.Add($"<li>");
        html.Add($"""<dl class="facts">""");
        for (var i = 0; i < fields.Count; i++)
        {
            if (Words(row, i) is not { } words) continue;
            if (words.Length > LongFact) html.Add($"""<div class="long">""");
            else html.Add($"<div>");
            html.Add($"<dt>{fields[i].Field.Label}</dt><dd>{words}</dd></div>");
        }
        html.Add($"</dl>");
        if (!isOne) html.Add($"</li>\n");
    }

    // Null where nothing is stored: an empty cell, or no fact.
    private string? Words(SourceRow row, int place)
    {
        var value = row.Values[place];
        if (ValueWords.IsNothing(value)) return null;
        if (value is Withheld) return texts["waiting.value"];
        var words = fields[place].Field.MeaningOf(value)?.ToString() ?? values.Of(value);
        return words.Length <= LongestValue ? words : words[..LongestValue] + texts["cut"];
    }
}

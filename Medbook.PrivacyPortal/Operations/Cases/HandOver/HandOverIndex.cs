using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Archives;

namespace Medbook.PrivacyPortal.Operations.Cases.HandOver;

/// <summary>Names the texts of a pack.</summary>
internal sealed class HandOverTexts;

/// <summary><c>index.html</c>: the case to read, in the language of the request, and what lies beside it. It needs nothing but itself.</summary>
internal sealed class HandOverIndex(IReadOnlyList<CaseRecord> cases, IReadOnlyList<PackedFile> files, DateTimeOffset at)
{
    private static readonly CultureTexts Texts = new(typeof(HandOverTexts)), Terms = new(typeof(TermTexts));

    private const string Style =
        "body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#fff}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d5dbe3}"
        + "pre{white-space:pre-wrap;font:inherit}td.hash{font-family:monospace;overflow-wrap:anywhere}";

    private readonly CultureInfo culture = PortalCultures.Of(cases[0].Request.Language);
    private readonly HtmlText html = new();

    /// <summary>The page, as UTF-8.</summary>
    public byte[] Write()
    {
        var title = Of("title", cases[0].Request.Number!);
        html.Add($"<!doctype html><html lang=\"{culture.TwoLetterISOLanguageName}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>")
            .AddStyle(Style).Add($"</style></head><body><main><h1>{title}</h1><p>{Of("made", Moment(at))}</p>");
        foreach (var record in cases) Case(record);
        html.Add($"<h2>{Of("files")}</h2><p>{Of("files.check")}</p><table><thead><tr><th scope=\"col\">{Of("file")}</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>");
        foreach (var file in files) html.Add($"<tr><td>{file.Path}</td><td class=\"hash\">{file.Sha256}</td></tr>");
        html.Add($"</tbody></table></main></body></html>");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private void Case(CaseRecord record)
    {
        var (request, term) = (record.Request, record.Request.Deadline!);
        html.Add($"<h2>{Of("case", request.Number!)}</h2><table><tbody>");
        Fact("kind", Terms.In(culture, $"RequestKind.{request.Kind}.official"));
        Fact("received", LongDate.Of(term.Received, culture));
        Fact("due", LongDate.Of(term.AnswerBy, culture));
        Fact("limit", LongDate.Of(term.LastLegalDay, culture));
        if (request.Outcome is { } outcome) Fact("outcome", Terms.In(culture, $"Outcome.{outcome}"));
        if (request.DecidedAt is { } decided) Fact("decided", Moment(decided));
        Fact("words", request.Words);
        html.Add($"</tbody></table><h3>{Of("timeline")}</h3><table><tbody>");
        foreach (var e in request.Events) html.Add($"<tr><th scope=\"row\">{Moment(e.At)}</th><td>{Of($"event.{e.Kind}")}</td><td>{Role(e.By)}</td></tr>");
        html.Add($"</tbody></table>");
        if (record.Messages.Count > 0) html.Add($"<h3>{Of("messages")}</h3>");
        foreach (var message in record.Messages) html.Add($"<h4>{Moment(message.At)}, {Role(message.By)}</h4><pre>{message.Text}</pre>");
        if (request.Letter is { } letter) html.Add($"<h3>{Of("letter")}</h3><pre lang=\"{letter.Language}\">{letter.Text}</pre>");
        foreach (var file in record.Files.Where(file => file.File is null)) html.Add($"<p>{Of("destroyed", file.Attachment.FileName)}</p>");
    }

    private void Fact(string label, string value) => html.Add($"<tr><th scope=\"row\">{Of(label)}</th><td><pre>{value}</pre></td></tr>");

    private string Role(Role role) => Of(role is Domain.Permissions.Role.Member or Domain.Permissions.Role.Guest ? "by.person" : role is Domain.Permissions.Role.Portal ? "by.portal" : "by.team");

    private string Moment(DateTimeOffset time) =>
        $"{LongDate.Of(BrusselsTime.DateOf(time), culture)}, {BrusselsTime.WallClock(time).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    private string Of(string key, params object[] arguments) => Texts.In(culture, key, arguments);
}

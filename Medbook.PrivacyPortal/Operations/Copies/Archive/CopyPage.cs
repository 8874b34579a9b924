using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Archives;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>A kind of record on the page.</summary>
/// <param name="Dataset">What the map says.</param>
/// <param name="Rows">The first of its records.</param>
/// <param name="Copied">What became of it.</param>
internal sealed record CopyPagePart(Dataset Dataset, RowsAsHtml Rows, CopiedDataset Copied)
{
    /// <summary>Its place on the page.</summary>
    public string Anchor(string source) => $"{source}-{Dataset.Id}";
}

/// <summary>A source on the page.</summary>
internal sealed record CopyPageSource(Source Map, CopiedSource Copied, IReadOnlyList<CopyPagePart> Parts);

/// <summary>
/// <c>index.html</c>: the copy as a person reads it, without the portal, without script and without anything from outside the file.
/// </summary>
internal sealed class CopyPage(CopyOrder order, CopyWords words, Article15? about, Uri? keys)
{
    /// <summary>Name inside the archive.</summary>
    public const string FileName = "index.html";

    /// <summary>The most characters of records on one page.</summary>
    public const int MostText = 4 * 1024 * 1024;

    // The portal's own tokens, so that a copy looks like the portal and has the same contrast in light and dark.
    private static readonly string Style = Resource("tokens.css") + Resource("copy.css");
    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    private readonly HtmlText html = new();

    private Controller Controller => order.Register.Controller;

    public async Task WriteAsync(Stream target, IReadOnlyList<CopyPageSource> sources, CancellationToken ct)
    {
        Begin(sources);
        Missing(sources);
        Absent("waiting", sources, text => text.Values);
        Absent("held-back", sources, text => text.HeldBack);
        Contents(sources);
        html.Add($"""<section aria-labelledby="data"><h2 id="data">{T("data.title")}</h2>""");
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        foreach (var source in sources)
        {
            Source(source);
            await FlushAsync(writer, ct);
        }
        html.Add($"</section>\n");
        if (about is not null) new AboutSection(html, words, about).Write();
        End();
        await FlushAsync(writer, ct);
    }

    private string T(string key, params object[] arguments) => words.Texts[key, arguments];

    private async Task FlushAsync(TextWriter writer, CancellationToken ct)
    {
        await html.WriteToAsync(writer, ct);
        html.CutTo(0);
    }

    private void Begin(IReadOnlyList<CopyPageSource> sources)
    {
        var what = order.OnlyReviewed ? "supplement" : order.Kind.ToString();
        var records = sources.SelectMany(source => source.Parts).Sum(part => part.Copied.Rows);
        html.Add($"""
            <!doctype html>
            <html lang="{order.Language.Name}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{T("title." + what)}</title>
            <style>
            """);
        html.AddStyle(Style).Add($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#content">{T("skip")}</a>
            <header><p class="brand">{Controller.Brand} <span>{order.Register.Controller.LegalName}</span></p></header>
            <main id="content">
            <h1>{T("title." + what)}</h1>
            <p class="lead">{T("what." + what)}</p>
            <dl class="facts card">
            <div><dt>{T("fact.made")}</dt><dd>{words.Values["time", LongDate.Of(BrusselsTime.DateOf(order.At)), BrusselsTime.WallClock(order.At)].Value}</dd></div>
            <div><dt>{T("fact.holds")}</dt><dd>{words.Texts.Plural("records", records)}</dd></div>
            <div><dt>{T("fact.from")}</dt><dd>{Controller.LegalName}, {Controller.Address}, {Controller.Country}{"\n"}{Controller.Email}, {Controller.Phone}</dd></div>
            </dl>

            """);
    }

    /// <summary>What is not complete stands on top.</summary>
    private void Missing(IReadOnlyList<CopyPageSource> sources)
    {
        if (sources.All(source => source.Copied.Status == CopyStatus.Complete)) return;
        var isMissing = sources.Any(source => source.Copied.Status is CopyStatus.Partial or CopyStatus.Failed);
        html.Add($"""<div class="{(isMissing ? "note warning" : "note")}">""");
        if (isMissing) html.Add($"""<h2>{T("missing.title")}</h2>""");
        html.Add($"<ul>");
        foreach (var source in sources)
        {
            var label = source.Map.Label;
            var cut = string.Join(", ", source.Parts.Where(part => part.Copied.Status != CopyStatus.Complete).Select(part => part.Dataset.Label));
            switch (source.Copied.Status)
            {
                case CopyStatus.Complete: break;
                case CopyStatus.NotLinked: html.Add($"<li>{T("not-linked", label)}</li>"); break;
                case CopyStatus.Failed: html.Add($"<li>{T("failed", label)}</li>"); break;
                case CopyStatus.Partial: html.Add($"<li>{T("partial", label)} {(cut.Length > 0 ? T("partial.kinds", cut) : "")}</li>"); break;
            }
        }
        html.Add($"</ul></div>\n");
    }

    // Texts that are not in the copy: those that wait for an officer, and those an officer read and holds back.
    private void Absent(string key, IReadOnlyList<CopyPageSource> sources, Func<WithheldField, long> count)
    {
        var parts = sources.SelectMany(source => source.Parts).Where(part => part.Copied.Withheld.Any(text => count(text) > 0)).ToList();
        if (parts.Count == 0) return;
        html.Add($"""<section class="note" aria-labelledby="{key}"><h2 id="{key}">{T(key + ".title")}</h2><p>{T(key)}</p><ul>""");
        foreach (var part in parts)
        {
            var labels = ReadField.AllOf(part.Dataset).ToDictionary(field => field.Name, field => field.Field.Label);
            foreach (var text in part.Copied.Withheld.Where(text => count(text) > 0))
            {
                html.Add($"<li>{words.Texts.Plural("waiting.texts", count(text), part.Dataset.Label, labels[text.Field])}</li>");
            }
        }
        html.Add($"</ul></section>\n");
    }

    private void Contents(IReadOnlyList<CopyPageSource> sources)
    {
        html.Add($"""<nav class="card" aria-labelledby="contents"><h2 id="contents">{T("contents")}</h2><ul>""");
        foreach (var source in sources.Where(source => source.Parts.Any(part => part.Copied.Rows > 0)))
        {
            html.Add($"""<li><a href="#{source.Map.Name}">{source.Map.Label}</a><ul>""");
            foreach (var part in source.Parts.Where(part => part.Copied.Rows > 0))
            {
                html.Add($"""<li><a href="#{part.Anchor(source.Map.Name)}">{part.Dataset.Label}</a> <span class="quiet">{words.Texts.Plural("records", part.Copied.Rows)}</span></li>""");
            }
            html.Add($"</ul></li>\n");
        }
        if (about is not null) html.Add($"""<li><a href="#about">{T("about.title")}</a></li>""");
        html.Add($"""<li><a href="#reading">{T("reading.title")}</a></li><li><a href="#genuine">{T("genuine.title")}</a></li></ul></nav>""");
    }

    private void Source(CopyPageSource source)
    {
        var held = source.Parts.Where(part => part.Copied.Rows > 0 || part.Copied.Status != CopyStatus.Complete).ToList();
        if (source.Parts.Count == 0) return;
        html.Add($"""<section><h3 id="{source.Map.Name}" class="h2">{source.Map.Label}</h3>""");
        foreach (var part in held) Part(source.Map.Name, part);
        var nothing = source.Parts.Except(held).Where(part => part.Copied.Withheld.All(text => text is { Values: 0, HeldBack: 0 })).ToList();
        if (nothing.Count > 0 && !order.OnlyReviewed)
        {
            html.Add($"""<p class="quiet">{T("nothing", string.Join(", ", nothing.Select(part => part.Dataset.Label)))}</p>""");
        }
        html.Add($"</section>\n");
    }

    private void Part(string source, CopyPagePart part)
    {
        var (copied, label, anchor) = (part.Copied, part.Dataset.Label, part.Anchor(source));
        html.Add($"""<section class="card"><h4 id="{anchor}" class="h3">{label}</h4><p class="files"><span class="quiet">{words.Texts.Plural("records", copied.Rows)}</span>""");
        if (copied.Csv is not null) html.Add($""" <a href="{Link(copied.Csv)}">{T("file.csv", label)}</a>""");
        if (copied.Json is not null) html.Add($""" <a href="{Link(copied.Json)}">{T("file.json", label)}</a>""");
        html.Add($"</p>");
        if (copied.Status != CopyStatus.Complete) html.Add($"""<p class="note warning">{T("partial.here")}</p>""");
        part.Rows.WriteTo(html);
        if (part.Rows.Rows == 0 && copied.Rows > 0) html.Add($"<p>{T("only-files")}</p>");
        else if (part.Rows.Rows < copied.Rows) html.Add($"<p>{T("first", part.Rows.Rows, copied.Rows)}</p>");
        if (order.Kind == CopyKind.Access && string.Join(", ", Article15.SecretsOf(part.Dataset)) is { Length: > 0 } secret)
        {
            html.Add($"""<p class="quiet small">{T("secret", secret)}</p>""");
        }
        html.Add($"</section>\n");
    }

    private void End()
    {
        html.Add($"""
            <section aria-labelledby="reading"><h2 id="reading">{T("reading.title")}</h2>
            <ul><li>{T("reading.files")}</li><li>{T("reading.masked")}</li><li>{T("reading.empty")}</li><li>{T("reading.csv")}</li></ul></section>
            <section aria-labelledby="genuine"><h2 id="genuine">{T("genuine.title")}</h2><p>{T("genuine")}</p>
            """);
        if (keys is not null) html.Add($"""<p>{T("genuine.keys")}: <a href="{keys}">{keys}</a></p>""");
        html.Add($"""
            </section>
            </main>
            <footer><p>{Controller.LegalName}, {Controller.Address}. {Controller.Email}</p></footer>
            </body>
            </html>

            """);
    }

    private static string Link(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(CopyPage).Assembly.GetManifestResourceStream("Copies/" + name)!);
        // The hash is that of the text a browser reads: with line ends of one character.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

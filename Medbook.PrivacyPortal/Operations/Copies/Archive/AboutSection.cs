using Medbook.PrivacyPortal.Infrastructure.Archives;


namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>The part of <c>index.html</c> that says why, on what basis, with whom and how long.</summary>
/// <remarks>GDPR 15(1)(a)-(h), 15(2).</remarks>
internal sealed class AboutSection(HtmlText html, CopyWords words, Article15 about)
{
    public void Write()
    {
        html.Add($"""<section aria-labelledby="about"><h2 id="about">{T("about.title")}</h2><p>{T("about.file")}</p>""");
        foreach (var use in about.Uses) Use(use);
        if (about.Unclear is { } unclear) html.Add($"""<p class="note warning">{unclear}</p>""");
        Say("names", "15(1)(c)", about.RecipientsByName);
        Origins();
        Say("automated", "15(1)(h)", about.AutomatedDecisions);
        Say("transfer", "15(2)", about.Transfers);
        Say("rights", "15(1)(e)", about.Rights);
        Say("complain", "15(1)(f)", about.Complaint);
        html.Add($"</section>\n");
    }

    private string T(string key, params object[] arguments) => words.Texts[key, arguments];

    private void Use(UseOfData use)
    {
        html.Add($"""<section class="card"><h3 id="use-{use.Id}">{use.Title}</h3><dl class="facts">""");
        Fact("about.purpose", T("article.policy", use.PolicyArticle), use.Purpose);
        Fact("about.data", null, use.Categories);
        Fact("about.records", null, [.. use.Records, .. use.Reuses is { } reuses ? [reuses] : Array.Empty<string>()]);
        foreach (var basis in use.Basis) Fact("about.basis", T("article.gdpr", basis.Article), basis.Only is { } only ? [basis.Text, only] : [basis.Text]);
        Fact("about.recipients", null, [.. use.Recipients.Select(recipient => $"{recipient.Name}. {recipient.When}")]);
        foreach (var kept in use.Kept)
        {
            var days = kept == use.Kept[0] ? use.KeptUntil : [];
            Fact("about.retention", kept.PolicyArticle is { } article ? T("article.policy", article) : null,
                kept.OwnChoice ? [kept.Rule, T("about.choice"), .. days] : [kept.Rule, .. days]);
        }
        Fact("about.can", null, string.Join(" · ", use.Rights.Where(right => right.Available).Select(right => right.Name)));
        html.Add($"</dl></section>\n");
    }

    private void Origins()
    {
        html.Add($"""<section><h3 id="about-origin">{T("origin.title")} <span class="art">{T("article.gdpr", "15(1)(g)")}</span></h3>""");
        foreach (var from in about.Origins)
        {
            html.Add($"<p>{from.Text}</p>");
            if (from.Kinds.Count == 0) continue;
            html.Add($"<ul>");
            foreach (var kind in from.Kinds) html.Add($"<li>{T("origin.kind", kind.Kind, string.Join(", ", kind.Fields))}</li>");
            html.Add($"</ul>");
        }
        html.Add($"</section>\n");
    }

    private void Fact(string key, string? article, params IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        html.Add($"<div><dt>{T(key)}</dt><dd>{string.Join('\n', lines)}</dd>");
        if (article is not null) html.Add($"""<dd class="art">{article}</dd>""");
        html.Add($"</div>");
    }

    private void Say(string key, string article, params IReadOnlyList<string> lines)
    {
        html.Add($"""<section><h3 id="about-{key}">{T(key + ".title")} <span class="art">{T("article.gdpr", article)}</span></h3>""");
        foreach (var line in lines) html.Add($"<p>{line}</p>");
        html.Add($"</section>\n");
    }
}

using Bunit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Measures;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Measures;

public sealed class MeasurePageTests : PageContext
{
    private readonly Guid id = Guid.CreateVersion7();

    [Fact]
    public async Task A_review_without_a_finding_or_words_says_so_at_the_field_and_loses_nothing()
    {
        var page = await OpenAsync(Officer);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(SampleFiles.Pdf(), "log.pdf"));
        page.WaitForAssertion(() => Assert.Contains("log.pdf", page.Find("ul.picked").TextContent, StringComparison.Ordinal));
        await page.Find("#words").ChangeAsync("Restored one.");
        await page.Find("#review-form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Choose what you found.", page.Find("#finding-error").TextContent));
        Assert.Equal(("true", "Restored one."), (page.Find("#finding").GetAttribute("aria-invalid"), page.Find("#words").GetAttribute("value")));
        Assert.Equal("finding", page.Find(".error-list a").GetAttribute("data-focus"));
        Assert.Contains("log.pdf", page.Find("ul.picked").TextContent, StringComparison.Ordinal);

        await page.Find("#finding").ChangeAsync(nameof(MeasureFinding.Improve));
        await page.Find("#words").ChangeAsync(" ");
        await page.Find("#review-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write what you looked at, and what you saw.", page.Find("#words-error").TextContent));
        Assert.Empty(page.FindAll("#finding-error"));
    }

    [Fact]
    public async Task A_review_is_saved_with_its_files_and_stands_in_the_history()
    {
        var page = await OpenAsync(Officer);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(SampleFiles.Pdf(), "log.pdf"));
        page.WaitForAssertion(() => Assert.Contains("log.pdf", page.Find("ul.picked").TextContent, StringComparison.Ordinal));
        await page.Find("#finding").ChangeAsync(nameof(MeasureFinding.Effective));
        await page.Find("#words").ChangeAsync("Restored one.");
        await page.Find("#review-form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The review was saved", page.Find(".banner.success").TextContent, StringComparison.Ordinal));
        var file = await ReadAsync(db => db.MeasureEvidence.SingleAsync());
        var link = page.Find("[aria-labelledby=history] .picked a");
        Assert.Equal(($"manage/measures/{id}/files/{file.Id}", "log.pdf"), (link.GetAttribute("href"), link.TextContent));
        Assert.Equal("Files of the review of 2 March 2026", page.Find("[aria-labelledby=history] .picked").GetAttribute("aria-label"));
        // Nothing of it is left for the next one.
        Assert.Equal(("", 1), (page.Find("#words").GetAttribute("value") ?? "", page.FindAll("ul.picked").Count));
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why_at_its_field()
    {
        var page = await OpenAsync(Officer);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("<svg/>", "x.svg"));

        page.WaitForAssertion(() => Assert.StartsWith("x.svg: We take PDF", page.Find("#evidence-error").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Contains("A saved file stays as long as the history of this measure.", page.Find("#evidence-hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_plan_keeps_what_was_typed_about_a_review()
    {
        var page = await OpenAsync(Officer);
        await page.Find("#words").ChangeAsync("Restored one.");
        await page.Find("#measure-owner").ChangeAsync(" ");
        await page.Find("details form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write which function answers for it.", page.Find("#measure-owner-error").TextContent));

        await page.Find("#measure-owner").ChangeAsync("Operations");
        await page.Find("#measure-months").ChangeAsync("3");
        await page.Find("details form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The change was saved", page.Find(".banner.success").TextContent, StringComparison.Ordinal));
        Assert.Contains("2 June 2026", page.Find("[aria-labelledby=plan]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Restored one.", page.Find("#words").GetAttribute("value"));
    }

    [Fact]
    public async Task What_ended_is_only_read_and_an_auditor_only_reads()
    {
        var page = await OpenAsync(TestActors.Auditor());
        Assert.Empty(page.FindAll("form, button"));
        Assert.Contains("Nobody looked yet.", page.Find("[aria-labelledby=history]").TextContent, StringComparison.Ordinal);

        var view = (await Get<ReadMeasure>().RunAsync(Officer, id, None)).Value!;
        Assert.True((await Get<EndMeasure>().RunAsync(Officer, view.Seen, None)).IsOk);
        var ended = Draw<MeasurePage>(parameters => parameters.Add(p => p.Id, id));
        ended.WaitForAssertion(() => Assert.Contains("Ended 2 March 2026", ended.Find("[aria-labelledby=plan]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_marks_what_is_due_soon_or_late()
    {
        SignIn(Officer);
        Assert.True((await Get<AddMeasure>().RunAsync(Officer, id, new MeasurePlan("Encrypted backups", "", "IT security", 1), None)).IsOk);
        Clock.Advance(TimeSpan.FromDays(25));
        var early = Draw<MeasuresPage>();
        Assert.Equal("2 Apr 2026", early.WaitForElement("td.num").TextContent.Trim());
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("due soon", Draw<MeasuresPage>().WaitForElement(".due").ClassName);
        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal("due over", Draw<MeasuresPage>().WaitForElement(".due").ClassName);
    }

    [Fact]
    public async Task A_new_measure_says_at_the_field_what_is_missing()
    {
        SignIn(Officer);
        var page = Draw<AddMeasurePage>();
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write what the measure is called.", page.Find("#measure-title-error").TextContent));

        await page.Find("#measure-title").ChangeAsync("Encrypted backups");
        await page.Find("#measure-owner").ChangeAsync("IT security");
        await page.Find("#measure-months").ChangeAsync("99");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Choose 1 to 36 months.", page.Find("#measure-months-error").TextContent));
        Assert.Empty(page.FindAll("#measure-title-error"));

        await page.Find("#measure-months").ChangeAsync("12");
        await page.Find("form").SubmitAsync();
        var added = await ReadAsync(db => db.Measures.SingleAsync());
        page.WaitForAssertion(() => Assert.EndsWith($"manage/measures/{added.Id}", Navigation.Uri, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<MeasurePage>> OpenAsync(Actor who)
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<AddMeasure>().RunAsync(Officer, id, new MeasurePlan("Encrypted backups", "Every night.", "IT security", 6), None)).IsOk);
        SignIn(who);
        var page = Draw<MeasurePage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("h1");
        return page;
    }
}

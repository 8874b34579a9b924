using Bunit;
using Bunit.Extensions.WaitForHelpers;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Features.Copies;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Copies;

public sealed class CopiesPageTests() : ClinicTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private Actor ada = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        ada = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
        stage.SignIn(ada, Get<IServiceProvider>());
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Each_kind_has_its_count_and_one_button_and_one_copy_of_a_kind_is_made_at_a_time()
    {
        var page = stage.Draw<CopiesPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("form[action='copies/ask']").Count));
        Assert.Contains("The 3 records you gave us", page.Find("section[aria-labelledby=kind-Portability]").TextContent, StringComparison.Ordinal);

        await page.Find("section[aria-labelledby=kind-Access] form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Making your full copy", page.Markup, StringComparison.Ordinal));
        Assert.Contains("One is being made now.", page.Find("section[aria-labelledby=kind-Access]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("form[action='copies/ask']"));
        Assert.Equal(CopyKind.Access, (await ReadAsync(db => db.Copies.SingleAsync())).Kind);
    }

    [Fact]
    public async Task Progress_is_read_each_second_told_in_coarse_steps_and_ends_with_the_copy()
    {
        var id = (await Get<AskForCopy>().RunAsync(ada, CopyKind.Access, None)).Value;
        var page = stage.Draw<CopiesPage>();
        page.WaitForAssertion(() => Assert.Contains("It begins in a moment.", page.Markup, StringComparison.Ordinal));
        Assert.Null(page.Find("progress").GetAttribute("value"));

        await ChangeAsync(id, (run, copy) =>
        {
            run.Claim(Now);
            copy.Begin(Guid.NewGuid());
            run.Beat(new RunProgress(2, 4, 98, 158, "clinic/visits"), Now);
        });
        Tick(page, () => Assert.Contains("Part 2 of 4: Your visits. 98 of 158 records.", page.Markup, StringComparison.Ordinal));
        Assert.Equal("62", page.Find("progress").GetAttribute("value"));
        Assert.Equal("Full copy: 50 percent is made", page.Find("p.sr[role=status]").TextContent);

        await ChangeAsync(id, (run, copy) =>
        {
            run.Done(158, Now);
            copy.Ready(new CopyContent(CopyStatus.Complete, 310_000, 158, [], [], 0), Now, TimeSpan.FromDays(7), Now);
        });
        Tick(page, () => Assert.Contains("158 records, 310", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Full copy: ready to download", page.Find("p.sr[role=status]").TextContent);
        Assert.Empty(page.FindAll("progress"));
        Assert.Equal($"copies/{id}/file", page.Find("td.act-cell a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_copy_that_waits_is_stopped_with_one_button_and_can_be_asked_for_again()
    {
        var id = (await Get<AskForCopy>().RunAsync(ada, CopyKind.Portability, None)).Value;
        var page = stage.Draw<CopiesPage>();
        await page.WaitForElement($"form[action='copies/{id}/stop']").SubmitAsync();

        Tick(page, () => Assert.Contains("Stopped", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("form[action='copies/ask']").Count);
    }

    [Fact]
    public async Task A_copy_says_what_is_missing_what_waits_and_how_long_it_stays()
    {
        var id = await ReadyAsync(new CopyContent(CopyStatus.Partial, 4_100_000, 3,
            [new DatasetFingerprint("clinic", "visits", 3, new string('a', 64))], [new MissingPart("clinic", "logs", "Locked")], 2));
        var page = stage.Draw<OneCopyPage>(p => p.Add(c => c.Id, id));

        page.WaitForAssertion(() => Assert.Contains("This copy is not complete", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Log lines", page.Find(".banner.warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 texts are not in it yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("9 March 2026", page.Markup, StringComparison.Ordinal);
        Assert.Contains(new string('a', 64), page.Markup, StringComparison.Ordinal);
        Assert.Equal($"copies/{id}/file", page.Find("a.btn.primary").GetAttribute("href"));
    }

    [Fact]
    public async Task Two_copies_of_a_kind_are_compared_by_kind_of_record()
    {
        await ReadyAsync(new CopyContent(CopyStatus.Complete, 1, 4, [Print("visits", 3, 'a'), Print("logs", 1, 'b')], [], 0));
        Clock.Advance(TimeSpan.FromDays(30));
        var id = await ReadyAsync(new CopyContent(CopyStatus.Complete, 1, 5, [Print("visits", 4, 'c'), Print("members", 1, 'd')], [], 0));
        var page = stage.Draw<OneCopyPage>(p => p.Add(c => c.Id, id));

        page.WaitForAssertion(() => Assert.Contains("Compared with your copy of 2 March 2026", page.Markup, StringComparison.Ordinal));
        Assert.Equal(["Your visits 4 3 Changed", "Your account 1 0 New", "Log lines 0 1 Gone"],
            page.FindAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));
    }

    [Fact]
    public async Task A_copy_whose_time_is_over_leads_to_a_new_one()
    {
        var id = await ReadyAsync(new CopyContent(CopyStatus.Complete, 1, 1, [], [], 0));
        Clock.Advance(TimeSpan.FromDays(8));
        var page = stage.Draw<OneCopyPage>(p => p.Add(c => c.Id, id));
        page.WaitForAssertion(() => Assert.Contains("Its time was over on 9 March 2026.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[href$='/file']"));

        await page.Find("form[action='copies/ask']").SubmitAsync();

        var asked = await ReadAsync(db => db.Copies.SingleAsync(c => c.State == CopyState.Waiting));
        Assert.EndsWith($"copies/{asked.Id}", stage.Navigation.Uri, StringComparison.Ordinal);
    }

    private static DatasetFingerprint Print(string dataset, long rows, char digest) => new("clinic", dataset, rows, new string(digest, 64));

    private async Task<Guid> ReadyAsync(CopyContent content)
    {
        var id = (await Get<AskForCopy>().RunAsync(ada, CopyKind.Access, None)).Value;
        await ChangeAsync(id, (run, copy) =>
        {
            run.Claim(Now);
            copy.Begin(Guid.NewGuid());
            copy.Ready(content, Now, TimeSpan.FromDays(7), Now);
            run.Done(158, Now);
        });
        return id;
    }

    private async Task ChangeAsync(Guid id, Action<Run, DataCopy> change)
    {
        await using var db = await OpenAsync();
        change(await db.Runs.SingleAsync(r => r.Reference == id), await db.Copies.SingleAsync(c => c.Id == id));
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CopyMade, Now, ada.Subject));
        await db.SaveChangesAsync();
    }

    // The page waits on the portal's clock; when it begins to wait is its own affair.
    private void Tick(IRenderedComponent<CopiesPage> page, Action until)
    {
        for (var i = 0; ; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            try
            {
                page.WaitForAssertion(until, TimeSpan.FromMilliseconds(200));
                return;
            }
            catch (WaitForFailedException) when (i < 100)
            {
            }
        }
    }
}

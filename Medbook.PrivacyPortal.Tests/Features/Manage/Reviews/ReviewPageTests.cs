using Bunit;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Reviews;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Reviews;

public sealed class ReviewPageTests() : ClinicTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private Guid review;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync("UPDATE visits SET note = 'Came with Else' WHERE id = 2");
        var ada = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
        await using var db = await OpenAsync();
        var asked = CopyReview.Of(DataCopy.Ask(ada.Subject!.Value, CopyKind.Access, "en-GB", Now), 2);
        db.CopyReviews.Add(asked);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CopyMade, Now, asked.Subject));
        await db.SaveChangesAsync();
        review = asked.Id;
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task All_shown_is_released_but_what_the_officer_holds_back_for_a_reason()
    {
        stage.SignIn(TestActors.Officer(), Get<IServiceProvider>());
        var page = stage.Draw<ReviewPage>(p => p.Add(c => c.Id, review));
        page.WaitForAssertion(() => Assert.Equal(["Spoke of Else", "Came with Else"], page.FindAll("blockquote").Select(text => text.TextContent)));
        Assert.Contains("Release all shown", page.Find(".decide button").TextContent, StringComparison.Ordinal);

        await page.FindAll(".review input[type=checkbox]")[1].ChangeAsync(true);
        await page.Find(".decide button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Choose why you hold this text back.", page.Markup, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("select").GetAttribute("aria-invalid"));
        Assert.Equal(0, await ReadAsync(db => db.TextVerdicts.CountAsync()));

        await page.Find("select").ChangeAsync(nameof(HoldReason.HarmsAnother));
        await page.Find(".decide button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Every text has a verdict", page.Markup, StringComparison.Ordinal));
        var kept = await ReadAsync(db => db.TextVerdicts.ToListAsync());
        Assert.Equal([(TextDecision.Released, null), (TextDecision.HeldBack, HoldReason.HarmsAnother)],
            kept.Select(verdict => (verdict.Decision, verdict.Reason)).OrderBy(verdict => verdict.Decision));
    }

    [Fact]
    public void An_auditor_sees_the_texts_and_no_way_to_judge_them()
    {
        stage.SignIn(TestActors.Auditor(), Get<IServiceProvider>());
        var page = stage.Draw<ReviewPage>(p => p.Add(c => c.Id, review));

        page.WaitForAssertion(() => Assert.Contains("Only a privacy officer decides", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("blockquote"));
        Assert.Empty(page.FindAll("input[type=checkbox], .decide, select"));
    }

    [Fact]
    public void The_queue_names_nobody_and_leads_to_the_most_urgent()
    {
        stage.SignIn(TestActors.Officer(), Get<IServiceProvider>());
        var page = stage.Draw<ReviewsPage>();

        Assert.Equal($"manage/reviews/{review}", page.Find("[data-key=n]").GetAttribute("href"));
        Assert.DoesNotContain("ada@example.org", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public void An_address_keeps_view_and_place()
    {
        var place = new ReviewPlace(new DateOnly(2026, 11, 28), review, Backward: true);

        Assert.Equal($"manage/reviews?state=Done&due=2026-11-28&id={review}&back=true", ReviewAddress.Queue(ReviewState.Done, place));
        Assert.Equal($"manage/reviews/{review}?texts=HeldBack&page=2", ReviewAddress.One(review, TextDecision.HeldBack, 2));
        Assert.Equal(place, ReviewAddress.Place("2026-11-28", review, back: true));
        Assert.Null(AddressPart.Value<TextDecision>("7"));
    }
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Tests.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Reviews;

/// <summary>From a copy whose texts wait, over the officer's verdicts, to the supplement and to later copies.</summary>
public abstract class ReviewedCopyTests(Provider provider) : MadeCopyTests(provider)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync("UPDATE visits SET note = 'Came with Tim' WHERE id = 2");
    }

    [Fact]
    public async Task A_supplement_brings_the_released_texts_after_and_later_copies_hold_them_at_once()
    {
        var first = await MadeAsync();
        Assert.Equal(2, (await RowAsync(first)).WithheldTexts);
        var review = await ReadAsync(db => db.CopyReviews.SingleAsync());
        Assert.Equal((first, 2, new DateOnly(2026, 4, 1)), (review.Copy, review.Texts, review.DueOn));

        await JudgeAllAsync(review.Id, text => text == "Came with Tim");
        Assert.True((await Get<FinishReview>().RunAsync(TestActors.Officer(), review.Id, None)).IsOk);
        Assert.True(await MakeAsync());
        var supplement = await ReadAsync(db => db.Copies.SingleAsync(c => c.SupplementOf == review.Id));
        Assert.Equal((CopyState.Ready, 1), (supplement.State, supplement.Records));
        Assert.Equal("""[{"id":2,"note":"Came with Tim"}]""", await TextAsync(supplement.Id, "data/clinic/visits.json"));

        var second = await MadeAsync();
        Assert.Equal(["•••", "Came with Tim"], await NotesAsync(second));
        Assert.Equal(0, (await RowAsync(second)).WithheldTexts);
        Assert.Equal(ReviewState.Done, (await ReadAsync(db => db.CopyReviews.SingleAsync())).State);
    }

    [Fact]
    public async Task A_text_that_changed_after_its_verdict_waits_again()
    {
        await MadeAsync();
        var review = await ReadAsync(db => db.CopyReviews.SingleAsync());
        await JudgeAllAsync(review.Id, _ => true);
        Assert.True((await Get<FinishReview>().RunAsync(TestActors.Officer(), review.Id, None)).IsOk);
        await RunInClinicAsync("UPDATE visits SET note = 'Came with Tim and Else' WHERE id = 2");
        Assert.True(await MakeAsync());

        var later = await MadeAsync();

        Assert.Equal(["Spoke of Else", "•••"], await NotesAsync(later));
        var open = await ReadAsync(db => db.CopyReviews.SingleAsync(r => r.State == ReviewState.Waiting));
        Assert.Equal((later, 1), (open.Copy, open.Texts));
    }

    [Fact]
    public async Task The_queue_of_reviews_is_read_by_an_index_and_never_sorted()
    {
        var place = new ReviewPlace(new DateOnly(2026, 4, 1), Guid.NewGuid());
        foreach (var at in new[] { null, place, place with { Backward = true } })
        {
            await using var db = await OpenAsync();
            var plan = await QueryPlan.OfAsync(db, ListReviews.Page(db, ReviewState.Waiting, at));
            Assert.Contains("IX_CopyReviews_", plan);
            Assert.DoesNotContain("SCAN CopyReviews", plan, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("TEMP B-TREE", plan);
            Assert.DoesNotContain("Sort", plan);
        }
    }

    private async Task JudgeAllAsync(Guid review, Func<string, bool> isReleased)
    {
        var view = (await Get<ReadReview>().RunAsync(TestActors.Officer(), review, null, 1, None)).Value!;
        var judged = await Get<JudgeTexts>().RunAsync(TestActors.Officer(), review,
        [
            .. view.Records.SelectMany(record => record.Texts).Select(text => isReleased(text.Text)
                ? new TextJudgement(text.Mark, TextDecision.Released)
                : new TextJudgement(text.Mark, TextDecision.HeldBack, HoldReason.HarmsAnother)),
        ], None);
        Assert.Null(judged.Problem);
    }

    private async Task<IEnumerable<string?>> NotesAsync(Guid copy) =>
        JsonDocument.Parse(await TextAsync(copy, "data/clinic/visits.json")).RootElement.EnumerateArray().Select(row => row.GetProperty("note").GetString());

    private async Task<string> TextAsync(Guid copy, string path)
    {
        await using var opened = (await Get<OpenCopy>().RunAsync(Ada, copy, None)).Value!;
        await using var zip = await ZipArchive.CreateAsync(opened.Content, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        using var reader = new StreamReader(await zip.GetEntry(path)!.OpenAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public sealed class OnSqlite() : ReviewedCopyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReviewedCopyTests(Provider.PostgreSql);
}

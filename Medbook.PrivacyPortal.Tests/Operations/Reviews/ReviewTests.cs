using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Reviews;

public abstract class ReviewTests(Provider provider) : ClinicTests(provider)
{
    private static readonly Actor Officer = TestActors.Officer();

    private Actor ada = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync("INSERT INTO visits VALUES (4, 1, '2026-02-06', '1', 'Dr. Other', 'Came with Else'), (5, 1, '2026-02-07', '1', 'Dr. Other', 'Came with Else'), (6, 1, '2026-02-08', '1', NULL, '  ')");
        ada = await AddPersonAsync("ada@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
    }

    [Fact]
    public async Task An_officer_sees_each_text_once_with_a_little_around_it_and_that_they_looked_is_written()
    {
        var view = await ReadAsync(await AskAsync());

        Assert.Equal(new ReviewCounts(Waiting: 2, Released: 0, HeldBack: 0), view.Counts);
        Assert.Equal(["Spoke of Else", "Came with Else"], Texts(view).Select(text => text.Text));
        Assert.Equal([1, 2], Texts(view).Select(text => text.Records));
        var around = view.Records[0].Around;
        Assert.Equal(new DateOnly(2026, 1, 5), around[0].Value);
        // Structured data about others is masked for the officer too: it will be for the person.
        Assert.DoesNotContain(around, fact => fact.Value is "Dr. Else");
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e =>
            e.Action == AuditAction.ReviewViewed && e.Subject == ada.Subject && e.ActorId == Officer.Id)));
    }

    [Fact]
    public async Task A_page_of_verdicts_is_kept_without_the_texts_and_the_next_page_follows()
    {
        for (var i = 0; i < ReadReview.PageSize + 1; i++) await RunInClinicAsync($"INSERT INTO visits VALUES ({100 + i}, 1, '2026-01-01', '1', NULL, 'text {i}')");
        var id = await AskAsync();
        var first = await ReadAsync(id);
        Assert.Equal((ReadReview.PageSize, true, ReadReview.PageSize + 3), (first.Records.Count, first.HasMore, (int)first.Counts.Waiting));

        await JudgeAsync(id, first);

        var rest = await ReadAsync(id);
        Assert.Equal((3, false), (rest.Records.Count, rest.HasMore));
        Assert.Equal(new ReviewCounts(3, ReadReview.PageSize, 0), rest.Counts);
        Assert.Equal(ReadReview.PageSize, (await ReadAsync(id, TextDecision.Released)).Records.Count);
        var kept = await ReadAsync(db => db.TextVerdicts.ToListAsync());
        Assert.All(kept, verdict => Assert.Matches("^[0-9a-f]{64}$", verdict.Mark));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.TextsJudged)));
        // A page that no longer exists shows the first.
        Assert.Equal(1, (await ReadAsync(id, page: 9)).Page);
    }

    [Fact]
    public async Task The_same_text_is_judged_once_and_one_that_changed_is_not_released()
    {
        var id = await AskAsync();
        await JudgeAsync(id, await ReadAsync(id));
        Assert.Equal(0, (await ReadAsync(id)).Counts.Waiting);

        await RunInClinicAsync("UPDATE visits SET note = 'Came with Else and Tim' WHERE id = 5");
        await RunInClinicAsync("INSERT INTO visits VALUES (7, 1, '2026-02-09', '1', NULL, 'Spoke of Else')");

        var view = await ReadAsync(id);
        Assert.Equal(["Came with Else and Tim"], Texts(view).Select(text => text.Text));
    }

    [Fact]
    public async Task A_verdict_can_change_while_the_review_is_open()
    {
        var id = await AskAsync();
        var text = Texts(await ReadAsync(id))[0];
        await JudgeAsync(id, new TextJudgement(text.Mark, TextDecision.Released));
        await JudgeAsync(id, new TextJudgement(text.Mark, TextDecision.HeldBack, HoldReason.TradeSecret));

        var held = Assert.Single(Texts(await ReadAsync(id, TextDecision.HeldBack)));
        Assert.Equal((text.Mark, HoldReason.TradeSecret), (held.Mark, held.Reason));
    }

    [Fact]
    public async Task A_text_is_not_held_back_without_a_reason()
    {
        var id = await AskAsync();
        var texts = Texts(await ReadAsync(id));

        var judged = await Get<JudgeTexts>().RunAsync(Officer, id,
            [new TextJudgement(texts[0].Mark, TextDecision.Released), new TextJudgement(texts[1].Mark, TextDecision.HeldBack)], None);

        Assert.IsType<HoldReasonMissing>(judged.Problem);
        Assert.Equal(0, await ReadAsync(db => db.TextVerdicts.CountAsync()));
    }

    [Fact]
    public async Task A_review_is_finished_only_when_every_text_has_a_verdict()
    {
        var id = await AskAsync();
        await JudgeAsync(id, new TextJudgement(Texts(await ReadAsync(id))[0].Mark, TextDecision.Released));

        var early = await FinishAsync(id);

        Assert.Equal(new TextsUnjudged(1), early.Problem);
        Assert.Equal(0, await ReadAsync(db => db.Copies.CountAsync(c => c.SupplementOf == id)));
    }

    [Fact]
    public async Task Released_texts_become_a_supplement_and_the_mail_says_what_was_held_back_why_and_where_to_complain()
    {
        var id = await AskAsync();
        var texts = Texts(await ReadAsync(id));
        await JudgeAsync(id, new TextJudgement(texts[0].Mark, TextDecision.Released), new TextJudgement(texts[1].Mark, TextDecision.HeldBack, HoldReason.HarmsAnother));

        Assert.Equal(new ReviewCounts(0, 1, 1), (await FinishAsync(id)).Value);

        var supplement = await ReadAsync(db => db.Copies.SingleAsync(c => c.SupplementOf == id));
        Assert.Equal((ada.Subject, CopyKind.Access, CopyState.Waiting), (supplement.Subject, supplement.Kind, supplement.State));
        Assert.Equal(RunState.Waiting, (await ReadAsync(db => db.Runs.SingleAsync(r => r.Reference == supplement.Id))).State);
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal("ada@example.org", mail.To);
        Assert.Contains("We release 1 text.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("We hold 1 text back", mail.Body, StringComparison.Ordinal);
        Assert.Contains("would harm that person", mail.Body, StringComparison.Ordinal);
        Assert.Contains("go to court", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Else", mail.Body, StringComparison.Ordinal);
        Assert.Equal("released 1, held back 1", (await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ReviewFinished))).Detail);
        Assert.IsType<ReviewFinished>((await FinishAsync(id)).Problem);
    }

    [Fact]
    public async Task Where_nothing_is_released_no_copy_follows_and_the_mail_says_so()
    {
        var id = await AskAsync();
        await JudgeAsync(id, [.. Texts(await ReadAsync(id)).Select(text => new TextJudgement(text.Mark, TextDecision.HeldBack, HoldReason.InConfidence))]);

        Assert.True((await FinishAsync(id)).IsOk);

        Assert.Equal(0, await ReadAsync(db => db.Copies.CountAsync(c => c.SupplementOf == id)));
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Contains("We can add none of these texts", mail.Body, StringComparison.Ordinal);
        Assert.Contains("in confidence", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_named_and_the_review_waits()
    {
        var id = await AskAsync();
        await JudgeAsync(id, await ReadAsync(id));
        await RunInClinicAsync("ALTER TABLE visits RENAME TO elsewhere");

        Assert.Single((await ReadAsync(id)).Unreadable);
        Assert.IsType<SourceNotReadable>((await FinishAsync(id)).Problem);
    }

    [Fact]
    public async Task A_finished_review_shows_no_text_and_takes_no_verdict()
    {
        var id = await AskAsync();
        var page = await ReadAsync(id);
        await JudgeAsync(id, page);
        await FinishAsync(id);

        var view = await ReadAsync(id);
        Assert.Empty(view.Records);
        Assert.Equal(new ReviewCounts(0, 2, 0), view.Counts);
        Assert.IsType<ReviewFinished>((await Get<JudgeTexts>().RunAsync(Officer, id, [new TextJudgement(Texts(page)[0].Mark, TextDecision.Released)], None)).Problem);
    }

    [Fact]
    public async Task An_auditor_reads_and_decides_nothing_and_nobody_else_reads()
    {
        var id = await AskAsync();

        Assert.True((await Get<ReadReview>().RunAsync(TestActors.Auditor(), id, null, 1, None)).IsOk);
        Assert.IsType<NotPermitted>((await Get<JudgeTexts>().RunAsync(TestActors.Auditor(), id, [], None)).Problem);
        Assert.IsType<NotPermitted>((await Get<FinishReview>().RunAsync(TestActors.Auditor(), id, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadReview>().RunAsync(ada, id, null, 1, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ListReviews>().RunAsync(TestActors.Administrator(), ReviewState.Waiting, null, None)).Problem);
        Assert.IsType<SecondFactorMissing>((await Get<ReadReview>().RunAsync(TestActors.Officer(secondFactor: false), id, null, 1, None)).Problem);
    }

    [Fact]
    public async Task An_officer_never_judges_their_own_copy()
    {
        var own = Actor.SignedIn(ada.Id, ada.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        var id = await AskAsync();

        Assert.IsType<OwnReview>((await Get<ReadReview>().RunAsync(own, id, null, 1, None)).Problem);
        Assert.IsType<OwnReview>((await Get<JudgeTexts>().RunAsync(own, id, [], None)).Problem);
        Assert.IsType<OwnReview>((await Get<FinishReview>().RunAsync(own, id, None)).Problem);
        var row = Assert.Single((await Get<ListReviews>().RunAsync(own, ReviewState.Waiting, null, None)).Value!.Rows);
        Assert.True(row.IsOwn);
    }

    [Fact]
    public async Task A_second_copy_of_the_kind_joins_the_open_review_and_one_of_another_kind_opens_its_own()
    {
        await AskAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await AskAsync();
        await AskAsync(CopyKind.Portability);

        var queue = (await Get<ListReviews>().RunAsync(Officer, ReviewState.Waiting, null, None)).Value!;
        Assert.Equal([(CopyKind.Access, new DateOnly(2026, 4, 1)), (CopyKind.Portability, new DateOnly(2026, 4, 4))], queue.Rows.Select(row => (row.Kind, row.DueOn)));
        Assert.Equal((2, null, null), (queue.Waiting, queue.Previous, queue.Next));
    }

    [Fact]
    public async Task Every_review_is_on_exactly_one_page_forwards_and_backwards()
    {
        for (var i = 0; i < 60; i++)
        {
            if (i % 20 == 19) Clock.Advance(TimeSpan.FromDays(1));
            await AskAsync(CopyKind.Access, TestActors.SomebodyElse());
        }

        var forwards = new List<ReviewQueue> { await QueueAsync(null) };
        while (forwards[^1].Next is { } next) forwards.Add(await QueueAsync(next));
        var backwards = new List<ReviewQueue> { forwards[^1] };
        while (backwards[^1].Previous is { } previous) backwards.Add(await QueueAsync(previous));

        Assert.Equal([25, 25, 10], forwards.Select(page => page.Rows.Count));
        Assert.Equal(60, forwards.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Equal(forwards[0].Rows.Select(row => row.Id), backwards[2].Rows.Select(row => row.Id));

        Task<ReviewQueue> QueueAsync(ReviewPlace? place) => ValueOf(Get<ListReviews>().RunAsync(Officer, ReviewState.Waiting, place, None));
    }

    [Fact]
    public async Task A_person_sees_what_waits_and_what_came_of_it_and_nobody_elses()
    {
        var id = await AskAsync();
        await AskAsync(CopyKind.Access, TestActors.SomebodyElse());
        Assert.Equal((id, ReviewState.Waiting, 2), await MineAsync());

        await JudgeAsync(id, await ReadAsync(id));
        await FinishAsync(id);
        Assert.Equal((id, ReviewState.Done, 2), await MineAsync());

        async Task<(Guid, ReviewState, long)> MineAsync()
        {
            var mine = Assert.Single(await ValueOf(Get<ListMyReviews>().RunAsync(ada, None)));
            return (mine.Id, mine.State, mine.State == ReviewState.Done ? mine.Released : mine.Texts);
        }
    }

    private async Task<Guid> AskAsync(CopyKind kind = CopyKind.Access, Actor? who = null)
    {
        await using var db = await OpenAsync();
        var copy = DataCopy.Ask((who ?? ada).Subject!.Value, kind, "en-GB", Now);
        await OfficerReview.AskAsync(db, copy, unjudged: 2, None);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CopyTaken, Now, copy.Subject));
        await db.SaveChangesAsync();
        return await db.CopyReviews.Where(r => r.Subject == copy.Subject && r.Kind == kind).Select(r => r.Id).SingleAsync();
    }

    private Task<ReviewView> ReadAsync(Guid id, TextDecision? decision = null, int page = 1) =>
        ValueOf(Get<ReadReview>().RunAsync(Officer, id, decision, page, None));

    private Task JudgeAsync(Guid id, ReviewView page) =>
        JudgeAsync(id, [.. Texts(page).Select(text => new TextJudgement(text.Mark, TextDecision.Released))]);

    private async Task JudgeAsync(Guid id, params TextJudgement[] judgements)
    {
        var judged = await Get<JudgeTexts>().RunAsync(Officer, id, judgements, None);
        Assert.True(judged.IsOk, judged.Problem?.Code);
    }

    private Task<Result<ReviewCounts>> FinishAsync(Guid id) => Get<FinishReview>().RunAsync(Officer, id, None);

    private static List<ReviewText> Texts(ReviewView view) => [.. view.Records.SelectMany(record => record.Texts)];

    private static async Task<T> ValueOf<T>(Task<Result<T>> run)
    {
        var result = await run;
        Assert.True(result.IsOk, result.Problem?.Code);
        return result.Value;
    }

    public sealed class OnSqlite() : ReviewTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReviewTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public abstract class MyCopiesTests(Provider provider) : ClinicTests(provider)
{
    [Fact]
    public async Task Asking_writes_the_copy_its_run_and_the_audit_entry_in_the_language_of_the_account()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await using (var db = await OpenAsync())
        {
            (await db.Users.SingleAsync()).Language = "fr-BE";
            await db.SaveChangesAsync();
        }

        var id = await AskAsync(ada, CopyKind.Access);

        var copy = await ReadAsync(db => db.Copies.SingleAsync());
        Assert.Equal((id, ada.Subject, CopyKind.Access, "fr-BE", CopyState.Waiting, Now), (copy.Id, copy.Subject, copy.Kind, copy.Language, copy.State, copy.AskedAt));
        var run = await ReadAsync(db => db.Runs.SingleAsync());
        Assert.Equal((RunKind.MakeCopy, id, ada.Subject, RunState.Waiting), (run.Kind, run.Reference, run.Subject, run.State));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.CopyAsked));
        Assert.Equal((id.ToString(), "Access", ada.Subject), (entry.Reference, entry.Detail, entry.Subject));
    }

    [Fact]
    public async Task Asking_again_gives_the_copy_that_is_being_made_also_in_the_same_moment()
    {
        var ada = await AddPersonAsync("ada@example.org");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAsync(ada, CopyKind.Portability))));

        Assert.Single(ids.Distinct());
        Assert.Equal(ids[0], await AskAsync(ada, CopyKind.Portability));
        Assert.NotEqual(ids[0], await AskAsync(ada, CopyKind.Access));
        Assert.Equal((2, 2), (await ReadAsync(db => db.Copies.CountAsync()), await ReadAsync(db => db.Runs.CountAsync())));
    }

    [Fact]
    public async Task A_copy_that_waits_is_called_off_at_once_and_another_can_be_asked_for()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var id = await AskAsync(ada, CopyKind.Access);

        Assert.True((await Get<CancelCopy>().RunAsync(ada, id, None)).IsOk);
        Assert.True((await Get<CancelCopy>().RunAsync(ada, id, None)).IsOk);

        Assert.Equal(CopyState.Cancelled, (await CopyAsync(ada, id)).State);
        Assert.Equal(RunState.Cancelled, await ReadAsync(db => db.Runs.Select(r => r.State).SingleAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CopyCancelled)));
        Assert.NotEqual(id, await AskAsync(ada, CopyKind.Access));
    }

    [Fact]
    public async Task A_person_sees_their_copies_newest_first_page_by_page_and_nobody_elses()
    {
        var (ada, ben) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("ben@example.org"));
        for (var i = 0; i < 25; i++)
        {
            if (i % 3 == 0) Clock.Advance(TimeSpan.FromHours(1));
            await CancelledAsync(ada);
        }
        await AskAsync(ben, CopyKind.Access);

        var first = (await Get<ListMyCopies>().RunAsync(ada, null, None)).Value!;
        var second = (await Get<ListMyCopies>().RunAsync(ada, first.Next, None)).Value!;

        Assert.Equal((20, 5, null), (first.Rows.Count, second.Rows.Count, second.Next));
        var rows = first.Rows.Concat(second.Rows).ToList();
        Assert.Equal(25, rows.Select(row => row.Id).Distinct().Count());
        Assert.Equal(rows.Select(row => row.AskedAt).OrderDescending(), rows.Select(row => row.AskedAt));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.OwnCopiesViewed)));
    }

    [Fact]
    public async Task A_copy_whose_time_is_over_has_expired_before_its_bytes_are_gone()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var id = await ReadyAsync(ada);
        Assert.Equal(CopyState.Ready, (await CopyAsync(ada, id)).State);

        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(CopyState.Expired, (await CopyAsync(ada, id)).State);
        Assert.Equal(CopyState.Expired, Assert.Single((await Get<ListMyCopies>().RunAsync(ada, null, None)).Value!.Rows).State);
    }

    [Fact]
    public async Task A_waiting_copy_says_how_many_runs_stand_before_it_and_a_running_one_how_far_it_is()
    {
        var (ada, ben) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("ben@example.org"));
        var first = await AskAsync(ada, CopyKind.Access);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AskAsync(ben, CopyKind.Access);
        Assert.Equal(1, (await CopyAsync(ben, second)).Progress!.Waiting);

        await using (var db = await OpenAsync())
        {
            var run = await db.Runs.SingleAsync(r => r.Reference == first);
            run.Claim(Now);
            run.Beat(new RunProgress(2, 3, 40, 90, "clinic/visits"), Now);
            await db.SaveChangesAsync();
        }

        var progress = (await CopyAsync(ada, first)).Progress!;
        Assert.Equal((2, 3, 40, 90, false, 0), (progress.Part, progress.Parts, progress.Records, progress.TotalRecords, progress.IsStopping, progress.Waiting));
        Assert.Equal("Your visits", progress.Label!.Dataset!.En);
        await Get<CancelCopy>().RunAsync(ada, first, None);
        Assert.True((await CopyAsync(ada, first)).Progress!.IsStopping);
    }

    [Fact]
    public async Task What_changed_is_told_by_digests_against_the_copy_of_the_same_kind_before()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var earlier = await ReadyAsync(ada, content: Content([new("clinic", "members", 1, "a"), new("clinic", "visits", 2, "b"), new("clinic", "logs", 3, "c")]));
        await ReadyAsync(ada, CopyKind.Portability, Content([new("clinic", "members", 9, "z")]));
        Clock.Advance(TimeSpan.FromDays(1));
        var later = await ReadyAsync(ada, content: Content(
            [new("clinic", "members", 1, "a"), new("clinic", "visits", 4, "d"), new("clinic", "logs", 0, null), new("portal", "requests", 5, "e"), new("portal", "links", 0, null)]));

        Assert.Null((await CopyAsync(ada, earlier)).Changes);
        var changes = (await CopyAsync(ada, later)).Changes!;

        Assert.Equal(Now.AddDays(-1), changes.Since);
        Assert.Equal(
            [("Your account", DatasetChange.Same, 1, 1), ("Your visits", DatasetChange.Changed, 4, 2), ("Your requests", DatasetChange.New, 5, 0), ("Log lines", DatasetChange.Gone, 0, 3)],
            changes.Datasets.Select(d => (d.Label.Dataset!.En, d.Change, d.Rows, d.RowsBefore)));
    }

    [Fact]
    public async Task What_could_not_be_read_is_not_said_to_be_gone()
    {
        var ada = await AddPersonAsync("ada@example.org");
        await ReadyAsync(ada, content: Content([new("clinic", "members", 1, "a"), new("portal", "requests", 5, "e")]));
        Clock.Advance(TimeSpan.FromDays(1));
        var partial = await ReadyAsync(ada, content: Content([new("portal", "requests", 5, "e")]) with
        {
            Completeness = CopyStatus.Partial, Missing = [new MissingPart("clinic", null, "Unreachable")],
        });

        var copy = await CopyAsync(ada, partial);

        Assert.Equal([DatasetChange.Same, DatasetChange.NotCompared], copy.Changes!.Datasets.Select(d => d.Change));
        Assert.Null(Assert.Single(copy.Missing).Dataset);
    }

    [Fact]
    public async Task Only_a_person_who_confirmed_asks_for_a_copy_and_looks_into_one()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var unconfirmed = Actor.SignedIn(ada.Id, ada.Subject!.Value, [Role.Member], confirmed: false, secondFactor: false, ada.Session);

        Assert.IsType<ConfirmationMissing>((await Get<AskForCopy>().RunAsync(unconfirmed, CopyKind.Access, None)).Problem);
        Assert.IsType<ConfirmationMissing>((await Get<ReadMyCopy>().RunAsync(unconfirmed, Guid.NewGuid(), None)).Problem);
        Assert.True((await Get<ListMyCopies>().RunAsync(unconfirmed, null, None)).IsOk);
        foreach (var nobody in new[] { TestActors.Operator(), Actor.Visitor, Actor.Portal })
        {
            Assert.IsType<NotPermitted>((await Get<AskForCopy>().RunAsync(nobody, CopyKind.Access, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<CancelCopy>().RunAsync(nobody, Guid.NewGuid(), None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ListMyCopies>().RunAsync(nobody, null, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ReadMyCopy>().RunAsync(nobody, Guid.NewGuid(), None)).Problem);
        }
    }

    [Fact]
    public async Task Lists_and_comparisons_are_read_by_an_index()
    {
        var ada = await AddPersonAsync("ada@example.org");
        var id = await AskAsync(ada, CopyKind.Access);
        await using var db = await OpenAsync();
        var copy = await db.Copies.SingleAsync(c => c.Id == id);
        foreach (var place in new[] { null, new MyCopiesPlace(Now, Guid.NewGuid()) })
        {
            QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ListMyCopies.Page(db, ada, place)), "Copies");
        }
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ReadMyCopy.Before(db, copy).Take(1)), "Copies");
        Assert.Contains("IX_Copies_Subject_Kind", await QueryPlan.OfAsync(db, AskForCopy.Open(db, copy.Subject, CopyKind.Access).Take(1)));
    }

    private async Task<Guid> AskAsync(Actor who, CopyKind kind)
    {
        var asked = await Get<AskForCopy>().RunAsync(who, kind, None);
        Assert.Null(asked.Problem);
        return asked.Value;
    }

    private async Task CancelledAsync(Actor who) =>
        Assert.True((await Get<CancelCopy>().RunAsync(who, await AskAsync(who, CopyKind.Access), None)).IsOk);

    private async Task<MyCopy> CopyAsync(Actor who, Guid id)
    {
        var copy = await Get<ReadMyCopy>().RunAsync(who, id, None);
        Assert.Null(copy.Problem);
        return copy.Value!;
    }

    // A copy that was made, without a file: what is tested here reads its row only.
    private async Task<Guid> ReadyAsync(Actor who, CopyKind kind = CopyKind.Access, CopyContent? content = null)
    {
        await using var db = await OpenAsync();
        var copy = DataCopy.Ask(who.Subject!.Value, kind, null, Now);
        copy.Begin(Guid.NewGuid());
        copy.Ready(content ?? Content([]), Now, TimeSpan.FromDays(7), Now);
        db.Copies.Add(copy);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CopyMade, Now, who.Subject, copy.Id.ToString()));
        await db.SaveChangesAsync();
        return copy.Id;
    }

    private static CopyContent Content(IReadOnlyList<DatasetFingerprint> prints) =>
        new(CopyStatus.Complete, 1000, prints.Sum(print => print.Rows), prints, [], 0);

    public sealed class OnSqlite() : MyCopiesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MyCopiesTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Holds;

public abstract class PlaceHoldTests(Provider provider) : HoldTests(provider)
{
    [Fact]
    public async Task A_hold_is_kept_with_an_audit_entry_that_says_no_words()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));

        var hold = await StoredAsync(id);
        Assert.Equal((new HoldTarget(Ada), "Labour court", "Case 12/345", Officer.Id), (hold.Target, hold.Authority, hold.Reference, hold.PlacedBy));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.HoldPlaced));
        Assert.Equal((Ada, Role.Officer, id.ToString(), "LegalClaims"), (entry.Subject!.Value, entry.ActorRole, entry.Reference, entry.Detail));
        // Nobody is told: whoever is held may be who one goes to court with.
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_second_click_places_no_second_hold()
    {
        var id = Guid.CreateVersion7();

        Assert.True((await Get<PlaceHold>().RunAsync(Officer, id, Order(new HoldTarget(Ada)), None)).IsOk);
        Assert.True((await Get<PlaceHold>().RunAsync(Officer, id, Order(new HoldTarget(Ada)), None)).IsOk);

        Assert.Equal(1, await ReadAsync(db => db.LegalHolds.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.HoldPlaced)));
    }

    [Fact]
    public async Task Two_clicks_at_the_same_moment_place_one_hold()
    {
        var id = Guid.CreateVersion7();

        var placed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Get<PlaceHold>()).ToList()
            .Select(place => Task.Run(() => place.RunAsync(Officer, id, Order(new HoldTarget(Ada)), None))));

        Assert.All(placed, result => Assert.Null(result.Problem));
        Assert.Equal(1, await ReadAsync(db => db.LegalHolds.CountAsync()));
    }

    [Fact]
    public async Task A_record_is_held_under_the_key_the_source_writes()
    {
        var id = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "1"));

        Assert.Equal("1", (await StoredAsync(id)).Record);
        Assert.IsType<HoldRecordUnknown>((await TryPlaceAsync(new HoldTarget(Ada, "clinic", "visits", "3"))).Problem);
        Assert.IsType<HoldRecordUnknown>((await TryPlaceAsync(new HoldTarget(Ada, "clinic", "visits", "one"))).Problem);
        Assert.Equal("2", (await StoredAsync(await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "02")))).Record);
    }

    [Fact]
    public async Task What_does_not_exist_cannot_be_held()
    {
        Assert.IsType<NotFound>((await TryPlaceAsync(new HoldTarget(SubjectKey.New()))).Problem);
        Assert.IsType<NotFound>((await TryPlaceAsync(new HoldTarget(Ada, "clinic", "invoices"))).Problem);
        Assert.IsType<NotFound>((await TryPlaceAsync(new HoldTarget(null, "shop", "visits"))).Problem);
        Assert.IsType<HoldTargetMissing>((await TryPlaceAsync(new HoldTarget(null))).Problem);
        var cleo = await AddPersonAsync("cleo@example.org");
        Assert.IsType<HoldRecordUnknown>((await TryPlaceAsync(new HoldTarget(cleo.Subject, "clinic", "visits", "1"))).Problem);
        Assert.Equal(0, await ReadAsync(db => db.LegalHolds.CountAsync()));
    }

    [Fact]
    public async Task A_record_of_the_portal_itself_can_be_held()
    {
        var key = Ada.Value.ToString("D").ToUpperInvariant();

        var hold = await StoredAsync(await PlaceAsync(new HoldTarget(Ada, "portal", "person", key)));

        Assert.Equal(key, hold.Record, ignoreCase: true);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_named_and_the_kind_of_record_can_be_held()
    {
        await RunInClinicAsync("DROP TABLE visits");

        Assert.IsType<SourceNotReadable>((await TryPlaceAsync(new HoldTarget(Ada, "clinic", "visits", "1"))).Problem);
        Assert.True((await TryPlaceAsync(new HoldTarget(Ada, "clinic", "visits"))).IsOk);
    }

    [Fact]
    public async Task An_officer_keeps_a_hold_on_and_releases_it_with_reasons()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await ReviewAsync(id, "The case runs.")).IsOk);
        Assert.True((await Get<ReleaseHold>().RunAsync(Officer, await SeenAsync(id), "Judgment.", None)).IsOk);

        var hold = await StoredAsync(id);
        Assert.Equal([("The case runs.", new DateOnly(2026, 12, 1))], hold.Reviews.Select(review => (review.Words, review.Until)));
        Assert.Equal((false, "Judgment.", new DateOnly(2026, 3, 3)), (hold.IsInForce, hold.ReleaseWords, hold.ReleasedOn!.Value));
        Assert.Equal(
            [AuditAction.HoldPlaced, AuditAction.HoldReviewed, AuditAction.HoldReleased],
            await ReadAsync(db => db.AuditEntries.Where(e => e.Reference == id.ToString()).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
        Assert.IsType<HoldReleased>((await ReviewAsync(id, "Once more.")).Problem);
    }

    [Fact]
    public async Task Of_two_officers_the_second_is_told()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));
        var seen = await SeenAsync(id);
        Assert.True((await ReviewAsync(id, "The case runs.")).IsOk);

        Assert.IsType<ChangedMeanwhile>((await Get<ReleaseHold>().RunAsync(Officer, seen, "Judgment.", None)).Problem);

        Assert.True((await StoredAsync(id)).IsInForce);
        Assert.IsType<NotFound>((await Get<ReleaseHold>().RunAsync(Officer, new SeenHold(Guid.NewGuid(), Guid.NewGuid()), "Judgment.", None)).Problem);
    }

    [Fact]
    public async Task Only_officers_decide_about_holds_and_not_on_their_own_data()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));
        foreach (var other in new[] { AdaActor, TestActors.Auditor(), TestActors.Administrator(), TestActors.Operator() })
        {
            Assert.IsType<NotPermitted>((await TryPlaceAsync(new HoldTarget(Ben), other)).Problem);
            Assert.IsType<NotPermitted>((await Get<ReviewHold>().RunAsync(other, await SeenAsync(id), new(2026, 9, 1), "No.", None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ReleaseHold>().RunAsync(other, await SeenAsync(id), "No.", None)).Problem);
        }
        Assert.IsType<SecondFactorMissing>((await TryPlaceAsync(new HoldTarget(Ben), TestActors.Officer(secondFactor: false))).Problem);

        var me = Actor.SignedIn(AdaActor.Id, Ada, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        Assert.IsType<OwnHold>((await TryPlaceAsync(new HoldTarget(Ada), me)).Problem);
        Assert.IsType<OwnHold>((await Get<ReleaseHold>().RunAsync(me, await SeenAsync(id), "Mine.", None)).Problem);
    }

    [Fact]
    public async Task Staff_see_a_hold_and_that_they_looked_is_written_first()
    {
        var id = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits"));

        var view = (await Get<ReadHold>().RunAsync(TestActors.Auditor(), id, None)).Value!;

        Assert.Equal(("clinic", "Your visits", false), ($"{view.Source}", $"{view.Dataset}", view.IsOwn));
        var look = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.HoldViewed));
        Assert.Equal((Ada, Role.Auditor, id.ToString()), (look.Subject!.Value, look.ActorRole, look.Reference));
        Assert.IsType<NotPermitted>((await Get<ReadHold>().RunAsync(AdaActor, id, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadHold>().RunAsync(Officer, Guid.NewGuid(), None)).Problem);
    }

    [Fact]
    public async Task The_page_of_a_person_counts_the_holds_that_name_them()
    {
        await PlaceAsync(new HoldTarget(Ada));
        await PlaceAsync(new HoldTarget(null, "clinic", "visits"));
        await ReleaseAsync(await PlaceAsync(new HoldTarget(Ada, "clinic", "visits")));

        Assert.Equal(1, (await Get<ReadSubject>().RunAsync(Officer, Ada, None)).Value!.Holds);
        Assert.Equal(0, (await Get<ReadSubject>().RunAsync(Officer, Ben, None)).Value!.Holds);
    }

    private Task<Result> ReviewAsync(Guid id, string words) => ReviewAsync(id, new(2026, 12, 1), words);

    private async Task<Result> ReviewAsync(Guid id, DateOnly next, string words) =>
        await Get<ReviewHold>().RunAsync(Officer, await SeenAsync(id), next, words, None);

    private async Task<SeenHold> SeenAsync(Guid id) => new(id, (await StoredAsync(id)).Revision);

    public sealed class OnSqlite() : PlaceHoldTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : PlaceHoldTests(Provider.PostgreSql);
}

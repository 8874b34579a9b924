using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Holds;

public abstract class ConsultHoldsTests(Provider provider) : HoldTests(provider)
{
    [Fact]
    public async Task What_nothing_holds_is_free() => Assert.Empty(await HeldAsync("1", "2"));

    [Fact]
    public async Task A_hold_on_the_person_holds_everything_of_theirs_in_every_source()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));

        Assert.Equal(["1", "2"], (await HeldAsync("1", "2")).Keys.Order());
        Assert.Equal([new HeldBy(HoldKind.LegalHold, id, HoldGround.LegalClaims)], (await HeldAsync("1"))["1"]);
        Assert.True((await AskAboutAsync(Question("portal", "sessions", "s"))).Holds("s"));
        Assert.Empty((await AskAboutAsync(HoldQuestion.Of(Ben, "clinic", "visits", ["3"], DestructionCause.Retention))).ByRecord);
    }

    [Fact]
    public async Task A_hold_on_a_kind_of_record_holds_the_persons_or_everybodys()
    {
        var hers = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits"));
        var all = await PlaceAsync(new HoldTarget(null, "clinic", "logs"));

        Assert.Equal([hers], (await HeldAsync("1"))["1"].Select(by => by.Id));
        Assert.Empty((await AskAboutAsync(HoldQuestion.Of(Ben, "clinic", "visits", ["3"], DestructionCause.Retention))).ByRecord);
        // Also where nobody knows whom a row is about.
        var nobodys = new HoldQuestion("clinic", "logs", [new AskedRecord("2", [])], DestructionCause.Retention);
        Assert.Equal([all], (await AskAboutAsync(nobodys)).ByRecord["2"].Select(by => by.Id));
        Assert.Empty((await AskAboutAsync(Question("clinic", "members", "1"))).ByRecord);
    }

    [Fact]
    public async Task A_hold_on_a_record_holds_that_one_whoever_asks()
    {
        var id = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "1"));

        Assert.Equal(["1"], (await HeldAsync("1", "2")).Keys);
        var bens = await AskAboutAsync(HoldQuestion.Of(Ben, "clinic", "visits", ["1", "3"], DestructionCause.Person));
        Assert.Equal([id], bens.ByRecord["1"].Select(by => by.Id));
        Assert.False(bens.Holds("3"));
    }

    [Fact]
    public async Task A_record_about_two_people_is_held_where_either_of_them_is()
    {
        await PlaceAsync(new HoldTarget(Ben));

        var answer = await AskAboutAsync(new HoldQuestion("clinic", "visits", [new("1", [Ada, Ben]), new("2", [Ada])], DestructionCause.Person));

        Assert.Equal(["1"], answer.ByRecord.Keys);
    }

    [Fact]
    public async Task Rows_without_a_key_are_held_as_a_kind()
    {
        await PlaceAsync(new HoldTarget(Ada, "clinic", "logs", "1"));
        Assert.False((await AskAboutAsync(Question("clinic", "logs", ""))).Holds(""));

        await PlaceAsync(new HoldTarget(Ada, "clinic", "logs"));
        Assert.True((await AskAboutAsync(Question("clinic", "logs", ""))).Holds(""));
    }

    [Fact]
    public async Task What_is_released_is_free_at_once()
    {
        var id = await PlaceAsync(new HoldTarget(Ada));
        Assert.NotEmpty(await HeldAsync("1"));

        await ReleaseAsync(id);

        Assert.Empty(await HeldAsync("1"));
    }

    [Fact]
    public async Task Everything_that_holds_a_record_is_named()
    {
        var person = await PlaceAsync(new HoldTarget(Ada));
        var record = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "1"));
        var open = await AskAsync(RequestKind.Restriction, RequestScope.Everything);

        Assert.Equal(new[] { open, person, record }.Order(), (await HeldAsync("1"))["1"].Select(by => by.Id).Order());
        Assert.Equal(new[] { open, person }.Order(), (await HeldAsync("2"))["2"].Select(by => by.Id).Order());
    }

    [Fact]
    public async Task An_open_request_holds_what_its_scope_speaks_of_until_it_is_taken_back()
    {
        var activity = await AskAsync(RequestKind.Objection, new RequestScope { Activities = ["site-security"] });
        var record = await AskAsync(RequestKind.Access, new RequestScope { Rows = [new ScopedRow("clinic", "visits", "2")] });

        Assert.Equal([new HeldBy(HoldKind.OpenCase, record)], (await HeldAsync("1", "2"))["2"]);
        Assert.False((await HeldAsync("1", "2")).ContainsKey("1"));
        Assert.Equal([activity], (await AskAboutAsync(Question("clinic", "logs", "1"))).ByRecord["1"].Select(by => by.Id));

        Assert.True((await Get<WithdrawRequest>().RunAsync(AdaActor, record, None)).IsOk);
        Assert.Empty(await HeldAsync("1", "2"));
    }

    [Fact]
    public async Task A_draft_holds_nothing()
    {
        var content = new DraftContent(RequestKind.Access, RequestScope.Everything, "Not sent yet.");
        Assert.True((await Get<StartRequest>().RunAsync(AdaActor, Guid.CreateVersion7(), content, "en-GB", None)).IsOk);

        Assert.Empty(await HeldAsync("1"));
    }

    [Fact]
    public async Task An_open_request_does_not_stand_in_the_way_of_the_erasure_it_asks_for()
    {
        var first = await AskAsync(RequestKind.Erasure, RequestScope.Everything);
        var second = await AskAsync(RequestKind.Erasure, new RequestScope { Activities = ["account"] });

        Assert.Empty(await HeldAsync(DestructionCause.RequestOf(first), "1"));
        Assert.Empty(await HeldAsync(DestructionCause.Person, "1"));
        Assert.Equal(new[] { first, second }.Order(), (await HeldAsync(DestructionCause.Retention, "1"))["1"].Select(by => by.Id).Order());

        var objection = await AskAsync(RequestKind.Objection, RequestScope.Everything);
        Assert.Equal([objection], (await HeldAsync(DestructionCause.RequestOf(first), "1"))["1"].Select(by => by.Id));
    }

    [Fact]
    public async Task What_may_not_be_used_is_kept_from_a_period_and_not_from_the_person()
    {
        var request = await AskAsync(RequestKind.Objection, new RequestScope { Activities = ["account"] });
        var revision = await ReadAsync(db => db.Requests.Where(r => r.Id == request).Select(r => r.Revision).SingleAsync());
        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, request, revision, [new RestrictionTarget("account")], None)).Problem);
        var limit = await ReadAsync(db => db.UseRestrictions.SingleAsync());

        Assert.True((await Get<WithdrawRequest>().RunAsync(AdaActor, request, None)).IsOk);

        Assert.Equal([new HeldBy(HoldKind.Restriction, limit.Id)], (await HeldAsync(DestructionCause.Retention, "1"))["1"]);
        Assert.Empty(await HeldAsync(DestructionCause.Person, "1"));
        Assert.Empty((await AskAboutAsync(HoldQuestion.Of(Ben, "clinic", "visits", ["3"], DestructionCause.Retention))).ByRecord);

        Assert.Null((await Get<LiftRestriction>().RunAsync(Officer, new SeenRestriction(limit.Id, limit.Revision), new(2026, 3, 9), "We weighed it.", false, None)).Problem);
        Clock.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await HeldAsync(DestructionCause.Retention, "1"));
    }

    [Fact]
    public async Task A_batch_is_answered_by_indexes_however_large_it_is()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(
            await QueryPlan.OfAsync(db, HoldsInForce.OnDataset(db, "clinic", "visits", Enumerable.Range(0, 900).Select(n => $"{n}"))), "LegalHolds");
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, HoldsInForce.OnPersons(db, [Ada, Ben])), "LegalHolds");
    }

    [Fact]
    public async Task A_full_batch_is_asked_at_once_and_a_larger_one_is_a_mistake()
    {
        await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "1"));
        var keys = Enumerable.Range(1, ConsultHolds.MostRecords).Select(n => $"{n}").ToList();

        Assert.Equal(["1"], (await AskAboutAsync(HoldQuestion.Of(Ada, "clinic", "visits", keys, DestructionCause.Person))).ByRecord.Keys);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => AskAboutAsync(HoldQuestion.Of(Ada, "clinic", "visits", keys.Append("more"), DestructionCause.Person)));
    }

    [Fact]
    public async Task A_dataset_that_the_map_does_not_know_has_no_answer_and_a_person_is_told_nothing()
    {
        Assert.IsType<NotFound>((await Get<ConsultHolds>().RunAsync(Actor.Portal, Question("clinic", "invoices", "1"), None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ConsultHolds>().RunAsync(AdaActor, Question("clinic", "visits", "1"), None)).Problem);
    }

    private HoldQuestion Question(string source, string dataset, params string[] keys) => HoldQuestion.Of(Ada, source, dataset, keys, DestructionCause.Person);

    private Task<IReadOnlyDictionary<string, IReadOnlyList<HeldBy>>> HeldAsync(params string[] keys) => HeldAsync(DestructionCause.Person, keys);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<HeldBy>>> HeldAsync(DestructionCause cause, params string[] keys) =>
        (await AskAboutAsync(HoldQuestion.Of(Ada, "clinic", "visits", keys, cause))).ByRecord;

    private async Task<HoldAnswer> AskAboutAsync(HoldQuestion question) => (await Get<ConsultHolds>().RunAsync(Actor.Portal, question, None)).Value!;

    public sealed class OnSqlite() : ConsultHoldsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ConsultHoldsTests(Provider.PostgreSql);
}

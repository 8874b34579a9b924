using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Restrictions;

/// <summary>It is 2 March 2026. The uses are those of the portal's own records, of which everybody has some.</summary>
public abstract class RestrictionTests(Provider provider) : CaseTests(provider)
{
    private static readonly RestrictionTarget Security = new("portal-security");
    private Actor person = null!;

    private SubjectKey Subject => person.Subject!.Value;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        person = await AddPersonAsync();
    }

    [Fact]
    public async Task A_use_is_limited_from_the_same_moment_on_and_the_person_is_told()
    {
        var request = await ObjectAsync();
        await ForgetMailsAsync();

        Assert.Null((await RestrictAsync(request, Security)).Problem);

        Assert.True((await ConsultAsync("sessions")).Restricts(Subject));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(("member@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.DoesNotContain("security", mail.Body, StringComparison.OrdinalIgnoreCase);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.UseRestricted));
        Assert.Equal((Subject, Role.Officer, request.ToString()), (entry.Subject!.Value, entry.ActorRole, entry.Reference));
    }

    [Fact]
    public async Task Only_that_person_and_only_that_use_is_limited()
    {
        await RestrictAsync(await ObjectAsync(), Security);

        var other = (await AddPersonAsync("other@example.org")).Subject!.Value;
        var answer = await ConsultAsync("sessions", subjects: [Subject, other]);
        Assert.Equal((true, false), (answer.Restricts(Subject), answer.Restricts(other)));
        Assert.False((await ConsultAsync("requests")).Restricts(Subject));
        // The same records for another use are free.
        Assert.False((await ConsultAsync("sessions", activity: "rights-requests")).Restricts(Subject));
        Assert.True((await ConsultAsync("sessions", activity: "portal-security")).Restricts(Subject));
    }

    [Fact]
    public async Task A_kind_of_record_is_limited_for_every_use()
    {
        await RestrictAsync(await ObjectAsync(), new RestrictionTarget(Source: "portal", Dataset: "requests"));

        Assert.True((await ConsultAsync("requests", activity: "research")).Restricts(Subject));
        Assert.False((await ConsultAsync("sessions")).Restricts(Subject));
    }

    [Fact]
    public async Task Twice_limited_is_limited_once()
    {
        var request = await ObjectAsync();

        Assert.Null((await RestrictAsync(request, Security, Security)).Problem);
        Assert.Null((await RestrictAsync(request, Security)).Problem);

        Assert.Equal(1, await ReadAsync(db => db.UseRestrictions.CountAsync()));
    }

    [Fact]
    public async Task A_limit_that_ends_does_not_stand_for_one_that_is_set_again()
    {
        var request = await ObjectAsync();
        await RestrictAsync(request, Security);
        Assert.Null((await LiftAsync(new(2026, 3, 9))).Problem);

        Assert.Null((await RestrictAsync(request, Security)).Problem);

        Clock.Advance(TimeSpan.FromDays(7));
        Assert.True((await ConsultAsync("sessions")).Restricts(Subject));
    }

    [Fact]
    public async Task Of_a_decided_request_only_what_was_granted_is_limited()
    {
        var request = (await SubmitAsync(person, RequestKind.Restriction, scope: new RequestScope { Activities = ["portal-security", "rights-requests"] })).Request;
        Assert.IsType<NothingToRestrict>((await RestrictAsync(request, new RestrictionTarget("research"))).Problem);
        var draft = new DecisionDraft(
            [new("portal-security", null, null), new("rights-requests", null, new RefusalReasons(RefusalGround.RightDoesNotApply, "We answer you with it."))], "We limit it.");
        Assert.Null((await DecideAsync(request, draft)).Problem);

        Assert.IsType<NothingToRestrict>((await RestrictAsync(request, new RestrictionTarget("rights-requests"))).Problem);
        Assert.Null((await RestrictAsync(request, Security)).Problem);
        Assert.False(await ReadAsync(db => db.UseRestrictions.Select(r => r.IsPermanent).SingleAsync()));
    }

    [Fact]
    public async Task What_does_not_exist_or_makes_no_case_is_refused()
    {
        var request = await ObjectAsync();
        Assert.IsType<RestrictionTargetMissing>((await RestrictAsync(request)).Problem);
        Assert.IsType<RestrictionTargetMissing>((await RestrictAsync(request, new RestrictionTarget())).Problem);
        Assert.IsType<NotFound>((await RestrictAsync(request, new RestrictionTarget("astrology"))).Problem);
        Assert.IsType<NotFound>((await RestrictAsync(request, new RestrictionTarget(Source: "portal", Dataset: "invoices"))).Problem);
        Assert.IsType<NothingToRestrict>((await RestrictAsync((await SubmitAsync(person, RequestKind.Access)).Request, Security)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.UseRestrictions.CountAsync()));
    }

    [Fact]
    public async Task The_person_is_told_before_it_ends_and_it_ends_by_itself()
    {
        await RestrictAsync(await ObjectAsync(), Security);
        await ForgetMailsAsync();

        Assert.Null((await LiftAsync(new(2026, 3, 9))).Problem);

        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("From 9 March 2026 on", mail.Body, StringComparison.Ordinal);
        Assert.Contains("We weighed it.", mail.Body, StringComparison.Ordinal);
        Assert.Equal("told by mail", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.RestrictionLifted).Select(e => e.Detail).SingleAsync()));
        Assert.True((await ConsultAsync("sessions")).Restricts(Subject));
        Clock.Advance(TimeSpan.FromDays(6));
        Assert.True((await ConsultAsync("sessions")).Restricts(Subject));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await ConsultAsync("sessions")).Restricts(Subject));
    }

    [Fact]
    public async Task Whom_no_mail_reaches_is_written_to_first()
    {
        await RestrictAsync(await ObjectAsync(), Security);
        await using (var db = await OpenAsync()) await db.Subjects.Where(s => s.Key == Subject).ExecuteDeleteAsync();

        Assert.IsType<PersonNotTold>((await LiftAsync(new(2026, 3, 9))).Problem);
        Assert.Null(await ReadAsync(db => db.UseRestrictions.Select(r => r.LiftOn).SingleAsync()));

        Assert.Null((await LiftAsync(new(2026, 3, 9), toldByPost: true)).Problem);
        Assert.Equal("told by post", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.RestrictionLifted).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task After_an_objection_that_was_granted_the_limit_stays_for_good()
    {
        var request = await ObjectAsync();
        await RestrictAsync(request, Security);
        Assert.Null((await LiftAsync(new(2026, 3, 20))).Problem);
        Assert.Null((await DecideAsync(request, DecisionDraft.Grant("We stop."))).Problem);

        Assert.Null((await RestrictAsync(request, Security)).Problem);

        // With the decision also what nobody had limited before.
        Assert.Equal([("", "requests", true), ("portal-security", "", true)], (await ReadAsync(db => db.UseRestrictions.ToListAsync())).Select(r => (r.Activity, r.Dataset, r.IsPermanent)).Order());
        Assert.IsType<RestrictionPermanent>((await LiftAsync(new(2026, 3, 20))).Problem);
        Clock.Advance(TimeSpan.FromDays(400));
        Assert.True((await ConsultAsync("sessions")).Restricts(Subject));
    }

    [Fact]
    public async Task The_case_shows_the_limits_of_its_person()
    {
        var request = await ObjectAsync();
        await RestrictAsync(request, Security, new RestrictionTarget(Source: "portal", Dataset: "requests"));

        var limits = (await Get<ListCaseRestrictions>().RunAsync(TestActors.Auditor(), request, None)).Value!;

        Assert.Equal([null, "Your requests"], limits.Limits.Select(limit => limit.Dataset?.ToString()).Order());
        Assert.IsType<NotPermitted>((await Get<ListCaseRestrictions>().RunAsync(person, request, None)).Problem);
        Assert.IsType<NotFound>((await Get<ListCaseRestrictions>().RunAsync(Officer, Guid.NewGuid(), None)).Problem);
    }

    [Fact]
    public async Task Only_officers_limit_and_lift_and_not_for_themselves()
    {
        var request = await ObjectAsync();
        await RestrictAsync(request, Security);
        var me = Actor.SignedIn(person.Id, Subject, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        foreach (var other in new[] { person, TestActors.Auditor(), TestActors.Administrator() })
        {
            Assert.IsType<NotPermitted>((await RestrictAsync(other, request, Security)).Problem);
            Assert.IsType<NotPermitted>((await LiftAsync(other, new(2026, 3, 9), toldByPost: false)).Problem);
        }
        Assert.IsType<OwnCase>((await RestrictAsync(me, request, Security)).Problem);
        Assert.IsType<OwnRestriction>((await LiftAsync(me, new(2026, 3, 9), toldByPost: false)).Problem);
        Assert.IsType<NotPermitted>((await Get<ConsultRestrictions>().RunAsync(person, new("portal", "sessions", [Subject], null), None)).Problem);
    }

    [Fact]
    public async Task Of_two_officers_the_second_is_told()
    {
        await RestrictAsync(await ObjectAsync(), Security);
        var id = await ReadAsync(db => db.UseRestrictions.Select(r => r.Id).SingleAsync());

        var late = await Get<LiftRestriction>().RunAsync(Officer, new SeenRestriction(id, Guid.NewGuid()), new(2026, 3, 9), "We weighed it.", false, None);

        Assert.IsType<ChangedMeanwhile>(late.Problem);
    }

    [Fact]
    public async Task The_question_is_answered_by_an_index()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, RestrictionsInForce.Of(db, [Subject], new(2026, 3, 2))), "UseRestrictions");
    }

    private async Task<Guid> ObjectAsync() =>
        (await SubmitAsync(person, RequestKind.Objection, scope: new RequestScope { Activities = ["portal-security"], Rows = [new ScopedRow("portal", "requests", "")] })).Request;

    private Task<Result> RestrictAsync(Guid request, params RestrictionTarget[] targets) => RestrictAsync(Officer, request, targets);

    private async Task<Result> RestrictAsync(Actor who, Guid request, params RestrictionTarget[] targets) =>
        await Get<RestrictUse>().RunAsync(who, request, (await StoredAsync(request)).Revision, targets, None);

    private Task<Result> LiftAsync(DateOnly on, bool toldByPost = false) => LiftAsync(Officer, on, toldByPost);

    private async Task<Result> LiftAsync(Actor who, DateOnly on, bool toldByPost)
    {
        var limit = await ReadAsync(db => db.UseRestrictions.OrderBy(r => r.SetAt).FirstAsync());
        return await Get<LiftRestriction>().RunAsync(who, new SeenRestriction(limit.Id, limit.Revision), on, "We weighed it.", toldByPost, None);
    }

    private async Task<RestrictionAnswer> ConsultAsync(string dataset, string? activity = null, params SubjectKey[] subjects) =>
        (await Get<ConsultRestrictions>().RunAsync(Actor.Portal, new("portal", dataset, subjects.Length > 0 ? subjects : [Subject], activity), None)).Value!;

    private Task<List<OutgoingMail>> MailsAsync() => ReadAsync(db => db.OutgoingMails.ToListAsync());

    private async Task ForgetMailsAsync()
    {
        await using var db = await OpenAsync();
        await db.OutgoingMails.ExecuteDeleteAsync();
    }

    public sealed class OnSqlite() : RestrictionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RestrictionTests(Provider.PostgreSql);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Erasure;

public abstract class CarryOutErasureTests(Provider provider) : ErasureTests(provider)
{
    [Fact]
    public async Task What_was_approved_goes_in_an_order_the_database_takes_and_nobody_else_loses_anything()
    {
        var (person, request) = await ApprovedAsync();

        Assert.True(await CarryOutAsync());

        // The log line of February 2026 has eleven months to go; the invoice stays without the name.
        Assert.Equal(
            ["members: 2, ben@example.org", "visits: 3, 2, first of ben", "notes: 2, 3, ben slept well", "logs: 2, 1, 2026-02-01", "logs: 3, 2, 2024-02-01",
                "invoices: 1, nothing, (removed)", "invoices: 2, 2, Ben"],
            await HeldAsync());
        Assert.Equal((2L, 0L), ((await StepAsync(request, "visits")).Deleted, (await StepAsync(request, "visits")).Changed));
        Assert.Equal((0L, 1L), ((await StepAsync(request, "invoices")).Deleted, (await StepAsync(request, "invoices")).Changed));
        var logs = await StepAsync(request, "logs");
        Assert.Equal((1L, 1L, new DateOnly(2027, 2, 1)), (logs.Deleted, logs.Later, logs.LaterUntil!.Value));
        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(request)).State);
        Assert.Equal(RunState.Done, (await ReadAsync(db => db.Runs.SingleAsync(r => r.Kind == RunKind.Erase))).State);
        Assert.False(await CarryOutAsync());
        // The clinic may give the number 1 to somebody else.
        Assert.Equal((LinkOutcome.NoMatch, null), await LinkAsync(person));

        // Recipients find the data by the number that the portal itself forgot.
        var notices = await ReadAsync(db => db.RecipientNotices.Where(n => n.CausedBy == request).ToListAsync());
        Assert.Equal(["accreditation-committee", "authorities", "employer", "staff-and-suppliers"], notices.Select(notice => notice.Recipient).Order());
        Assert.All(notices, notice => Assert.All(notice.Items, item => Assert.Equal(("1", ""), (item.Person, item.Value))));

        var mail = await ReadAsync(db => db.OutgoingMails.Where(m => m.To == "ada@example.org").OrderBy(m => m.CreatedAt).LastAsync());
        Assert.Contains($"https://privacy.example.org/requests/{request}", mail.Body, StringComparison.Ordinal);
        Assert.Equal(ErasurePlanState.Done, (await Get<ReadMyErasure>().RunAsync(person, request, None)).Value!.Plan.State);
        Assert.IsType<NotFound>((await Get<ReadMyErasure>().RunAsync(TestActors.SomebodyElse(), request, None)).Problem);
    }

    [Fact]
    public async Task Thousands_of_records_go_in_batches_and_the_one_that_is_held_stays()
    {
        await RunInClinicAsync($"""
            INSERT INTO members VALUES (40, 'member40@example.org');
            INSERT INTO visits VALUES {string.Join(", ", Enumerable.Range(1, 2500).Select(i => $"({1000 + i}, 40, 'visit')"))}
            """);
        var (person, request) = await GrantedAsync(member: 40);
        var held = new HoldOrder(new HoldTarget(person.Subject, "clinic", "visits", "3400"), HoldGround.LegalClaims, "Court", "A fall", new DateOnly(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.NewGuid(), held, None)).Problem);
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem);
        Assert.Null((await ApproveAsync(request)).Problem);
        Assert.Null((await ApproveAsync(request, Colleague)).Problem);

        await CarryOutAsync();

        Assert.Equal((ErasurePlanState.Done, null), ((await PlanAsync(request)).State, (await PlanAsync(request)).Failure));
        var visits = await StepAsync(request, "visits");
        Assert.Equal((2499L, 1L), (visits.Deleted, visits.Held));
        Assert.Equal(["visits: 3400, 40, visit"], (await HeldAsync()).Where(line => line.EndsWith(", 40, visit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_certificate_counts_names_nobody_and_is_signed()
    {
        var (_, request) = await ApprovedAsync();
        await CarryOutAsync();

        var plan = await PlanAsync(request);
        var bytes = Encoding.UTF8.GetBytes(plan.Certificate!);
        var keys = await Get<SigningKeys>().PublishedAsync(None);
        Assert.Equal(SignatureState.Good, DetachedJws.Check(plan.Signature!, bytes, keys).State);
        Assert.DoesNotContain("ada@", plan.Certificate, StringComparison.OrdinalIgnoreCase);
        using var certificate = JsonDocument.Parse(bytes);
        var clinic = certificate.RootElement.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "clinic");
        // Pages and logs of PostgreSQL age out by themselves, and the certificate promises no more.
        Assert.Equal(Database.Provider == Provider.Sqlite ? JsonValueKind.True : JsonValueKind.Null, clinic.GetProperty("bytesGone").ValueKind);
        var visits = clinic.GetProperty("datasets").EnumerateArray().Single(d => d.GetProperty("id").GetString() == "visits");
        Assert.Equal((2, 0, "until-asked"), (visits.GetProperty("deleted").GetInt32(), visits.GetProperty("left").GetInt32(), visits.GetProperty("reason").GetString()));
        Assert.Equal(certificate.RootElement.GetProperty("ledger").GetProperty("number").GetInt64(), Get<DestructionLedger>().End().Number);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureDone && e.Detail == hash)));
    }

    [Fact]
    public async Task The_ledger_names_every_record_that_went_and_no_other()
    {
        await ApprovedAsync();
        await CarryOutAsync();

        var named = Get<DestructionLedger>().Open("clinic", since: null);
        Assert.Equal((true, true, false), (named.Contains("visits", "1"), named.Contains("visits", "2"), named.Contains("visits", "3")));
        Assert.Equal((true, false), (named.Contains("logs", "1"), named.Contains("logs", "2")));
        // The member, two visits, a note, a log line, an invoice that lost the name.
        Assert.Equal(6, named.Count);
    }

    [Fact]
    public async Task Nothing_goes_before_an_officer_approved_what_they_saw()
    {
        var (_, request) = await GrantedAsync();
        Assert.False(await CarryOutAsync());
        Assert.IsType<PlanMissing>((await ApproveAsync(request)).Problem);
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, request, None)).Problem);
        var seen = (await PlanAsync(request)).Revision;
        // The person writes once more, and a colleague looks again.
        await RunInClinicAsync("INSERT INTO visits VALUES (4, 1, 'third of ada')");
        Assert.Null((await Get<PlanErasure>().RunAsync(Colleague, request, None)).Problem);

        Assert.IsType<ChangedMeanwhile>((await Get<ApproveErasure>().RunAsync(Officer, request, seen, None)).Problem);
        Assert.IsType<NotPermitted>((await ApproveAsync(request, TestActors.Auditor())).Problem);
        Assert.False(await CarryOutAsync());
        Assert.Equal(3L, (await PlanAsync(request)).Lines.Single(line => line.Dataset == "visits").Count);
    }

    [Fact]
    public async Task An_activity_takes_its_own_records_and_leaves_the_others()
    {
        await ApprovedAsync(new RequestScope { Activities = ["site-security"] });
        await CarryOutAsync();

        Assert.Equal(11, (await HeldAsync()).Count(line => !line.StartsWith("logs: 1,", StringComparison.Ordinal)));
        Assert.DoesNotContain("logs: 1, 1, 2025-02-01", await HeldAsync());
    }

    [Fact]
    public async Task One_record_goes_alone()
    {
        var (_, request) = await ApprovedAsync(new RequestScope { Rows = [new("clinic", "notes", "1")] });
        await CarryOutAsync();

        Assert.DoesNotContain("notes: 1, 1, ada slept well", await HeldAsync());
        Assert.Contains("visits: 1, 1, first of ada", await HeldAsync());
        Assert.Equal(1, (await StepAsync(request, "notes")).Deleted);
    }

    [Fact]
    public async Task A_record_that_is_held_after_the_approval_stays_and_so_does_what_it_needs()
    {
        var (person, request) = await ApprovedAsync();
        var held = new HoldOrder(new HoldTarget(person.Subject, "clinic", "notes", "1"), HoldGround.LegalClaims, "Labour court", "The night of 5 January", new DateOnly(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.NewGuid(), held, None)).Problem);

        Assert.True(await CarryOutAsync());

        // The note points at its visit, and the visit at the member: they stay for its sake.
        Assert.Equal(["members: 1, ada@example.org", "visits: 1, 1, first of ada", "notes: 1, 1, ada slept well"], (await HeldAsync()).Where(line => line.EndsWith("ada@example.org", StringComparison.Ordinal) || line.Contains("of ada", StringComparison.Ordinal) || line.Contains("ada slept", StringComparison.Ordinal)));
        Assert.Equal((0L, 1L), ((await StepAsync(request, "notes")).Deleted, (await StepAsync(request, "notes")).Held));
        Assert.Equal((1L, 1L), ((await StepAsync(request, "visits")).Deleted, (await StepAsync(request, "visits")).Needed));
        Assert.Equal((0L, 1L), ((await StepAsync(request, "members")).Deleted, (await StepAsync(request, "members")).Needed));
        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(request)).State);
        Assert.Equal((LinkOutcome.Linked, "members:1"), await LinkAsync(person));
    }

    [Fact]
    public async Task An_open_request_holds_what_it_speaks_of_and_not_the_erasure_it_asks_for()
    {
        var (person, request) = await GrantedAsync();
        await SubmitAsync(person, RequestKind.Rectification, scope: new RequestScope { Rows = [new("clinic", "visits", "2")] });
        await Get<PlanErasure>().RunAsync(Officer, request, None);
        Assert.Equal(1L, (await PlanAsync(request)).Lines.Single(line => line.Dataset == "visits").Held);
        await ApproveAsync(request);

        await CarryOutAsync();

        Assert.Contains("visits: 2, 1, second of ada", await HeldAsync());
        Assert.DoesNotContain("visits: 1, 1, first of ada", await HeldAsync());
        Assert.Equal(1L, (await StepAsync(request, "visits")).Held);
    }

    [Fact]
    public async Task Many_records_need_two_officers()
    {
        await RunInClinicAsync(string.Join('\n', Enumerable.Range(10, 20).Select(i => $"INSERT INTO visits VALUES ({i}, 1, 'visit {i}');")));
        var (_, request) = await GrantedAsync();
        await Get<PlanErasure>().RunAsync(Officer, request, None);

        Assert.Null((await ApproveAsync(request)).Problem);
        Assert.False(await CarryOutAsync());
        Assert.IsType<SecondOfficerMissing>((await ApproveAsync(request)).Problem);
        Assert.Null((await ApproveAsync(request, Colleague)).Problem);

        Assert.True(await CarryOutAsync());
        Assert.Equal(22, (await StepAsync(request, "visits")).Deleted);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_stops_it_and_the_next_try_counts_what_went_before()
    {
        var (_, request) = await ApprovedAsync();
        var ledger = Database.Settings(MoreSettings).LedgerFolder!;
        // A file where the folder should be.
        if (Directory.Exists(ledger)) Directory.Delete(ledger, recursive: true);
        await File.WriteAllTextAsync(ledger, "");

        Assert.True(await CarryOutAsync());

        var stopped = await PlanAsync(request);
        Assert.Equal((ErasurePlanState.Stopped, "not-in-ledger", null), (stopped.State, stopped.Failure, stopped.Certificate));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Body.Contains("second time"))));
        File.Delete(ledger);
        Assert.Null((await Get<RetryErasure>().RunAsync(Officer, request, stopped.Revision, None)).Problem);
        Assert.True(await CarryOutAsync());

        Assert.Equal(ErasurePlanState.Done, (await PlanAsync(request)).State);
        Assert.Equal(
            [("invoices", 1L), ("logs", 1L), ("members", 1L), ("notes", 1L), ("visits", 2L)],
            (await Get<ReadErasure>().RunAsync(Officer, request, None)).Value!.Steps.Select(s => (s.Dataset, s.Erased)).Order());
        var named = Get<DestructionLedger>().Open("clinic", since: null);
        Assert.Equal((true, true, true), (named.Contains("notes", "1"), named.Contains("visits", "1"), named.Contains("members", "1")));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_stops_it_with_a_code_and_nothing_is_called_done()
    {
        var (_, request) = await ApprovedAsync();
        await AddStaffAsync("officer@example.org");
        await RunInClinicAsync("DROP TABLE notes");

        Assert.True(await CarryOutAsync());

        var stopped = await PlanAsync(request);
        Assert.Equal(ErasurePlanState.Stopped, stopped.State);
        Assert.StartsWith("source-", stopped.Failure, StringComparison.Ordinal);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureStopped)));
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.To == "officer@example.org" && m.Body.Contains("stopped")));
        Assert.Contains($"https://privacy.example.org/manage/requests/{request}", mail.Body, StringComparison.Ordinal);
        Assert.Equal([request], (await Get<ListErasures>().RunAsync(Officer, null, None)).Value!.Rows.Select(row => row.CausedBy));
    }

    [Fact]
    public async Task A_granted_erasure_stands_in_the_list_until_it_is_done()
    {
        var (_, request) = await GrantedAsync();
        var row = Assert.Single((await Get<ListErasures>().RunAsync(TestActors.Auditor(), null, None)).Value!.Rows);
        Assert.Equal((request, ErasurePlanState.Wanted), (row.CausedBy, row.State));
        await Get<PlanErasure>().RunAsync(Officer, request, None);
        await ApproveAsync(request);
        await CarryOutAsync();

        Assert.Empty((await Get<ListErasures>().RunAsync(Officer, null, None)).Value!.Rows);
        await using var db = await OpenAsync();
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, ListErasures.Open(db, new ErasurePlace(Now, Guid.NewGuid())).Take(51)), "ErasurePlans");
    }

    [Fact]
    public async Task Nobody_plans_approves_or_retries_the_erasure_of_their_own_data()
    {
        var (person, request) = await GrantedAsync();
        var self = Actor.SignedIn(
            person.Id, person.Subject!.Value, [Role.Member, Role.Officer],
            confirmed: true, secondFactor: true, session: "session");
        Assert.IsType<OwnCase>((await Get<PlanErasure>().RunAsync(self, request, None)).Problem);
        await Get<PlanErasure>().RunAsync(Officer, request, None);
        Assert.IsType<OwnCase>((await ApproveAsync(request, self)).Problem);
        Assert.IsType<OwnCase>((await Get<RetryErasure>().RunAsync(self, request, Guid.Empty, None)).Problem);
    }

    [Fact]
    public async Task A_request_that_was_refused_leads_to_nothing()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        Assert.Null((await RefuseAsync(sent.Request, new(RefusalGround.LegalClaims, "An inquiry runs until June."))).Problem);

        Assert.IsType<NothingToErase>((await Get<PlanErasure>().RunAsync(Officer, sent.Request, None)).Problem);
        Assert.IsType<NotFound>((await Get<PlanErasure>().RunAsync(Officer, Guid.NewGuid(), None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadErasure>().RunAsync(Officer, sent.Request, None)).Problem);
    }

    private Task<(LinkOutcome, string?)> LinkAsync(Actor person) => ReadAsync(async db =>
    {
        var link = await db.SubjectLinks.SingleAsync(l => l.Subject == person.Subject && l.Source == "clinic");
        return (link.Outcome, link.PersonKey);
    });

    public sealed class OnSqlite() : CarryOutErasureTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : CarryOutErasureTests(Provider.PostgreSql);
}

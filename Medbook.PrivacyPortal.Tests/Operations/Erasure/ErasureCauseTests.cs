using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Erasure;

/// <summary>What an objection and a withdrawal do to data.</summary>
public abstract class ErasureCauseTests(Provider provider) : ErasureTests(provider)
{
    private static readonly RequestScope Security = new() { Activities = ["site-security"] };
    private static readonly ShownText Shown = new(1, "en-GB");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);
        await RunInClinicAsync("INSERT INTO answers VALUES (1, 1, 'ada answers'), (2, 2, 'ben answers')");
    }

    [Fact]
    public async Task An_objection_that_is_granted_stops_the_use_and_takes_what_rests_on_it_alone()
    {
        var (person, objection) = await ObjectAsync(Security);

        Assert.Null((await GrantAsync(objection)).Problem);

        var limit = await ReadAsync(db => db.UseRestrictions.SingleAsync());
        Assert.Equal((person.Subject!.Value, "site-security", true), (limit.Subject, limit.Activity, limit.IsPermanent));
        var row = Assert.Single((await Get<ListErasures>().RunAsync(Officer, null, None)).Value!.Rows);
        Assert.Equal((ErasureCause.ObjectionUpheld, objection, "2026-0001", ErasurePlanState.Wanted), (row.Cause, row.CausedBy, row.Number, row.State));
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, objection, None)).Problem);
        // The line of February 2026 too: its period keeps nothing that may not be used.
        var line = Assert.Single((await PlanAsync(objection)).Lines);
        Assert.Equal(("logs", ErasureFate.GoesNow, ErasureReason.Objected, 2L), (line.Dataset, line.Fate, line.Reason, line.Count));
        Assert.Null((await ApproveAsync(objection)).Problem);
        Assert.True(await CarryOutAsync());

        Assert.Equal(["logs: 3, 2, 2024-02-01"], (await HeldAsync()).Where(held => held.StartsWith("logs", StringComparison.Ordinal)));
        Assert.Contains("members: 1, ada@example.org", await HeldAsync());
        using var certificate = JsonDocument.Parse((await PlanAsync(objection)).Certificate!);
        Assert.Equal(("objection-upheld", "2026-0001"), (certificate.RootElement.GetProperty("cause").GetString(), certificate.RootElement.GetProperty("request").GetString()));
    }

    [Fact]
    public async Task An_objection_to_a_use_on_which_no_data_rests_alone_stops_it_and_plans_nothing()
    {
        var (_, objection) = await ObjectAsync(new RequestScope { Activities = ["helpdesk"] });

        Assert.Null((await GrantAsync(objection)).Problem);

        Assert.True(await ReadAsync(db => db.UseRestrictions.Select(r => r.IsPermanent).SingleAsync()));
        Assert.Equal(0, await ReadAsync(db => db.ErasurePlans.CountAsync()));
        Assert.IsType<NothingToErase>((await Get<PlanErasure>().RunAsync(Officer, objection, None)).Problem);
    }

    [Fact]
    public async Task An_objection_that_is_refused_stops_nothing()
    {
        var (_, objection) = await ObjectAsync(Security);

        Assert.Null((await RefuseAsync(objection, new(RefusalGround.LegalClaims, "An inquiry runs until June."))).Problem);

        Assert.Equal((0, 0), (await ReadAsync(db => db.UseRestrictions.CountAsync()), await ReadAsync(db => db.ErasurePlans.CountAsync())));
    }

    [Fact]
    public async Task A_withdrawn_consent_takes_what_rests_on_it_alone_and_the_person_gets_the_certificate()
    {
        var (person, withdrawal) = await WithdrawAsync();
        var plan = await PlanAsync(withdrawal);
        Assert.Equal((ErasureCause.ConsentWithdrawn, null, ErasurePlanState.Wanted), (plan.Cause, plan.RequestId, plan.State));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureWanted && e.Reference == withdrawal.ToString())));

        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, withdrawal, None)).Problem);
        Assert.Null((await ApproveAsync(withdrawal)).Problem);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await CarryOutAsync());

        Assert.Equal(["answers: 2, 2, ben answers"], (await HeldAsync()).Where(held => held.StartsWith("answers", StringComparison.Ordinal)));
        Assert.Equal(12, (await HeldAsync()).Count(held => !held.StartsWith("answers", StringComparison.Ordinal)));
        var mail = await ReadAsync(db => db.OutgoingMails.Where(m => m.To == "ada@example.org").OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).LastAsync());
        Assert.Contains($"https://privacy.example.org/consents/{withdrawal}/certificate.json", mail.Body, StringComparison.Ordinal);
        Assert.NotNull((await Get<ReadMyErasure>().RunAsync(person, withdrawal, None)).Value!.Plan.Certificate);
        Assert.IsType<NotFound>((await Get<ReadMyErasure>().RunAsync(TestActors.SomebodyElse(), withdrawal, None)).Problem);

        // Who may have got the data is told, as after a request: research partners, because there was a consent.
        var told = (await Get<ListMyNotices>().RunAsync(person, withdrawal, None)).Value!;
        Assert.Contains(told, one => one is { Recipient: "research-partners", Deed: NoticeDeed.Erased, State: NoticeState.ToDo });
        Assert.Equal(told.Count, (await Get<ListCaseNotices>().RunAsync(Officer, withdrawal, None)).Value!.Count);
        Assert.Empty((await Get<ListMyNotices>().RunAsync(TestActors.SomebodyElse(), withdrawal, None)).Value!);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RecipientsNoted && e.Reference == withdrawal.ToString())));
    }

    [Fact]
    public async Task A_study_that_is_left_takes_no_data_of_a_source_with_it_and_a_no_in_general_that_ends_it_does()
    {
        var (person, study) = (await AddPatientAsync(), await AddStudyAsync());
        Assert.True((await Get<GiveConsent>().RunAsync(person, study.Purpose, Shown, None)).IsOk);
        Assert.True((await Get<WithdrawConsent>().RunAsync(person, study.Purpose, Shown, None)).IsOk);
        Assert.Equal(0, await ReadAsync(db => db.ErasurePlans.CountAsync()));

        foreach (var purpose in (string[])[study.Purpose, ConsentPurposes.Research]) Assert.True((await Get<GiveConsent>().RunAsync(person, purpose, Shown, None)).IsOk);
        var withdrawal = (await Get<WithdrawConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None)).Value!.Id;

        Assert.Equal(withdrawal, (await ReadAsync(db => db.ErasurePlans.SingleAsync())).CausedBy);
        Assert.Equal(2, await ReadAsync(db => db.ConsentRecords.CountAsync(r => r.Purpose == study.Purpose && r.Decision == ConsentDecision.Withdrawn)));
    }

    [Fact]
    public async Task A_consent_that_is_given_again_in_time_keeps_its_data()
    {
        var (person, withdrawal) = await WithdrawAsync();
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, withdrawal, None)).Problem);

        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None)).IsOk);

        Assert.Equal(ErasurePlanState.CalledOff, (await PlanAsync(withdrawal)).State);
        Assert.Empty((await Get<ListErasures>().RunAsync(Officer, null, None)).Value!.Rows);
        Assert.IsType<PlanAlreadyApproved>((await ApproveAsync(withdrawal)).Problem);
        // The next withdrawal is another one.
        var again = (await Get<WithdrawConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None)).Value!.Id;
        Assert.Equal(ErasurePlanState.Wanted, (await PlanAsync(again)).State);
    }

    [Fact]
    public async Task What_an_officer_approved_goes_also_where_the_consent_is_given_again()
    {
        var (person, withdrawal) = await WithdrawAsync();
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, withdrawal, None)).Problem);
        Assert.Null((await ApproveAsync(withdrawal)).Problem);

        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None)).IsOk);

        Assert.Equal(ErasurePlanState.Approved, (await PlanAsync(withdrawal)).State);
    }

    private async Task<(Actor Person, Guid Objection)> ObjectAsync(RequestScope scope)
    {
        var person = await AddPatientAsync();
        return (person, (await SubmitAsync(person, RequestKind.Objection, scope: scope)).Request);
    }

    private async Task<(Actor Person, Guid Withdrawal)> WithdrawAsync()
    {
        var person = await AddPatientAsync();
        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None)).IsOk);
        Clock.Advance(TimeSpan.FromDays(1));
        var withdrawn = await Get<WithdrawConsent>().RunAsync(person, ConsentPurposes.Research, Shown, None);
        Assert.Null(withdrawn.Problem);
        return (person, withdrawn.Value!.Id);
    }

    private async Task<Study> AddStudyAsync()
    {
        var study = Study.Begin(Guid.NewGuid(), TestPlans.Whole, Officer.Id, Now);
        var version = study.Publish(StudyChange.First, Officer.Id, Now);
        var text = StudyText.Of(version, Get<SourceCatalog>(), BrusselsTime.DateOf(Now));
        await using var db = await OpenAsync();
        db.Studies.Add(study);
        db.StudyVersions.Add(version);
        db.ConsentTexts.AddRange(PortalCultures.All.Select(language => ConsentText.Of(text, language, Now)));
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.StudyPublished, Now, reference: study.Id.ToString()));
        await db.SaveChangesAsync();
        return study;
    }

    public sealed class OnSqlite() : ErasureCauseTests(Provider.Sqlite);
}

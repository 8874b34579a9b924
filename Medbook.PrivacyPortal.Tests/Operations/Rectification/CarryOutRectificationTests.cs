using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Rectification;

public abstract class CarryOutRectificationTests(Provider provider) : RectificationTests(provider)
{
    [Fact]
    public async Task What_was_granted_stands_in_the_source_and_the_old_value_in_the_case()
    {
        var person = await MemberAsync();
        var request = await AskAsync(person, "", Of("name", "Ada King"), Of("born", "1815-12-11"), Of("hours", "40,25"), Of("seen", "2026-03-02T11:15"), Of("kind", "s"), Of("settings.look.size", "small"));
        Assert.Equal("Ada", await HeldAsync("name"));
        Assert.Null((await GrantAsync(request)).Problem);
        Assert.Equal("Ada", await HeldAsync("name"));

        Assert.True(await CarryOutAsync());

        Assert.Equal("Ada King, 1815-12-11, 40.25, s", string.Join(", ", await HeldAsync("name"), await HeldAsync("born"), await HeldAsync("hours"), await HeldAsync("kind")));
        // 2 March 2026, 11:15 in Brussels.
        Assert.Equal("1772446500", await HeldAsync("seen"));
        Assert.Equal("""{"weekly":true,"look":{"size":"small","dark":1}}""", await HeldAsync("settings"));
        Assert.Equal("Ben", await HeldAsync("name", member: 2));
        var corrections = (await Get<ReadMyCorrections>().RunAsync(person, request, None)).Value!;
        Assert.All(corrections, one => Assert.Equal(CorrectionState.Written, one.State));
        Assert.Equal(("Ada", "Ada King"), (corrections[0].Expected, corrections[0].Proposed));
        Assert.Equal(RunState.Done, (await ReadAsync(db => db.Runs.SingleAsync(r => r.Kind == RunKind.Rectify))).State);
        Assert.False(await CarryOutAsync());
        Assert.Equal(0, Get<DestructionLedger>().End().Number);
        Assert.Equal("Written 6", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.RectificationCarriedOut).Select(e => e.Detail).SingleAsync()));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == "ada@example.org" && m.Body.StartsWith("What you asked us to correct in request 2026-0001 is corrected."))));
        Assert.Empty((await Get<ReadMyCorrections>().RunAsync(TestActors.SomebodyElse(), request, None)).Value!);
    }

    [Fact]
    public async Task A_value_that_is_no_longer_the_one_shown_is_left_and_the_officer_sees_both_and_decides_anew()
    {
        var request = await GrantedAsync(Of("name", "Ada King"));
        await RunInClinicAsync("UPDATE members SET name = 'Ada Byron' WHERE id = 1");

        Assert.True(await CarryOutAsync());

        var conflict = await CorrectionAsync(request);
        Assert.Equal((CorrectionState.Conflict, "Ada", "Ada Byron"), (conflict.State, conflict.Expected, conflict.Found));
        Assert.Equal("Ada Byron", await HeldAsync("name"));
        Assert.Null((await SettleAsync(request, CorrectionVerdict.Write, "Ada King")).Problem);
        Assert.True(await CarryOutAsync());
        Assert.Equal("Ada King", await HeldAsync("name"));
        Assert.Equal(CorrectionState.Written, (await CorrectionAsync(request)).State);
        Assert.IsType<CorrectionNotWaiting>((await SettleAsync(request, CorrectionVerdict.Leave, "Late.")).Problem);
    }

    [Fact]
    public async Task A_value_that_somebody_corrected_already_is_found_corrected()
    {
        var request = await GrantedAsync(Of("name", "Ada King"));
        await RunInClinicAsync("UPDATE members SET name = 'Ada King' WHERE id = 1");

        await CarryOutAsync();

        Assert.Equal(CorrectionState.Written, (await CorrectionAsync(request)).State);
    }

    [Theory]
    [InlineData("email", "ada@example.net", CorrectionObstacle.Identifies)]
    [InlineData("stamp", "y", CorrectionObstacle.InApplication)]
    [InlineData("born", "the tenth of December", CorrectionObstacle.NotAValue)]
    [InlineData("hours", "1,250", CorrectionObstacle.NotAValue)]
    [InlineData("kind", "nurse", CorrectionObstacle.NotAValue)]
    [InlineData("name", "Augusta Ada King, Countess of Lovelace", CorrectionObstacle.TooLong)]
    public async Task What_the_portal_does_not_write_is_said_before_the_decision_and_waits_for_a_hand_afterwards(string field, string proposed, CorrectionObstacle why)
    {
        var request = await AskAsync(await MemberAsync(), "", Of(field, proposed));
        var before = await HeldAsync(field);

        var foreseen = Assert.Single((await Get<ForeseeCorrections>().RunAsync(Officer, request, None)).Value!);
        Assert.Equal((CellState.Hindered, why), (foreseen.Outcome!.State, foreseen.Outcome.Obstacle));
        Assert.Null((await GrantAsync(request)).Problem);
        await CarryOutAsync();

        var one = await CorrectionAsync(request);
        Assert.Equal((CorrectionState.ByHand, why), (one.State, one.Obstacle!.Value));
        Assert.Equal(before, await HeldAsync(field));
    }

    [Fact]
    public async Task Before_the_decision_the_officer_sees_what_would_be_written_and_what_changed_meanwhile()
    {
        var request = await AskAsync(await MemberAsync(), "", Of("name", "Ada King"), Of("badge", "C3"), Of("kind", "s"));
        await RunInClinicAsync("UPDATE members SET badge = 'A9', kind = 's' WHERE id = 1");

        var foreseen = (await Get<ForeseeCorrections>().RunAsync(Officer, request, None)).Value!;

        Assert.Equal([CellState.AsShown, CellState.Other, CellState.AsProposed], foreseen.Select(one => one.Outcome!.State));
        Assert.Equal("A9", foreseen[1].Outcome!.Found);
        Assert.Equal("Ada", await HeldAsync("name"));
        Assert.IsType<NotPermitted>((await Get<ForeseeCorrections>().RunAsync(TestActors.Auditor(), request, None)).Problem);
    }

    [Fact]
    public async Task What_the_database_refuses_changes_nothing_and_waits_for_a_hand()
    {
        var request = await GrantedAsync(Of("badge", "B2"));

        await CarryOutAsync();

        Assert.Equal(CorrectionObstacle.Refused, (await CorrectionAsync(request)).Obstacle);
        Assert.Equal("A1", await HeldAsync("badge"));
    }

    [Fact]
    public async Task By_hand_counts_once_the_source_holds_it()
    {
        var request = await GrantedAsync(Of("email", "ada@example.net"));
        await CarryOutAsync();

        Assert.IsType<CorrectionNotThere>((await SettleAsync(request, CorrectionVerdict.DoneByHand)).Problem);
        await RunInClinicAsync("UPDATE members SET email = 'ada@example.net' WHERE id = 1");
        Assert.Null((await SettleAsync(request, CorrectionVerdict.DoneByHand)).Problem);

        Assert.Equal(CorrectionState.DoneByHand, (await CorrectionAsync(request)).State);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Body.StartsWith("What you asked us to correct in request"))));
    }

    [Fact]
    public async Task An_officer_writes_a_fitting_value_instead_or_says_why_it_stays()
    {
        var request = await GrantedAsync(Of("born", "the eleventh of December"));
        await CarryOutAsync();

        Assert.Equal(CorrectionObstacle.NotAValue, Assert.IsType<CorrectionHindered>((await SettleAsync(request, CorrectionVerdict.Write, "11 December")).Problem).Obstacle);
        Assert.IsType<CorrectionWordsMissing>((await SettleAsync(request, CorrectionVerdict.Leave, " ")).Problem);
        Assert.Null((await SettleAsync(request, CorrectionVerdict.Write, "1815-12-11")).Problem);
        await CarryOutAsync();
        Assert.Equal("1815-12-11", await HeldAsync("born"));
    }

    [Fact]
    public async Task A_value_that_stays_is_told_with_the_reason()
    {
        var request = await GrantedAsync(Of("badge", "B2"));
        await CarryOutAsync();

        Assert.Null((await SettleAsync(request, CorrectionVerdict.Leave, "Somebody else has this badge.")).Problem);

        Assert.Equal((CorrectionState.Left, "Somebody else has this badge."), ((await CorrectionAsync(request)).State, (await CorrectionAsync(request)).Words));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == "ada@example.org" && m.Body.Contains("Something stayed as it is."))));
    }

    [Fact]
    public async Task Only_what_was_granted_is_written()
    {
        var person = await MemberAsync();
        var request = (await Get<PrivacyPortal.Operations.Cases.StartRequest>().RunAsync(
            person, Guid.NewGuid(), new(RequestKind.Rectification, RequestScope.Everything, "It is wrong.") { Details = new() { Corrections = [Of("name", "Ada King")] } }, "en-GB", None)).Value!.Id;
        await Get<PrivacyPortal.Operations.Cases.SubmitRequest>().RunAsync(person, request, None);
        var refused = new RefusalReasons(RefusalGround.DataIsCorrect, "The register of births says Ada.");
        Assert.Null((await DecideAsync(request, new DecisionDraft([new(null, new ScopedRow("clinic", "members", "1"), refused), new("account", null, null)], "We look."))).Problem);

        Assert.False(await CarryOutAsync());

        Assert.Empty(await CorrectionsAsync(request));
        Assert.Equal("Ada", await HeldAsync("name"));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_asked_again_and_after_five_times_an_officer_is_told()
    {
        var request = await GrantedAsync(Of("name", "Ada King"));
        await AddStaffAsync("officer@example.org");
        await RunInClinicAsync("ALTER TABLE members RENAME TO elsewhere");
        for (var tried = 1; tried <= Run.MaxTries; tried++)
        {
            Assert.True(await CarryOutAsync());
            Assert.Equal(CorrectionState.Intended, (await CorrectionAsync(request)).State);
            Assert.False(await CarryOutAsync());
            Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.True(await CarryOutAsync());

        Assert.Equal((CorrectionState.ByHand, CorrectionObstacle.NoAnswer), ((await CorrectionAsync(request)).State, (await CorrectionAsync(request)).Obstacle!.Value));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == "officer@example.org" && m.Body.StartsWith("A correction of request"))));
        await RunInClinicAsync("ALTER TABLE elsewhere RENAME TO members");
        Assert.Null((await SettleAsync(request, CorrectionVerdict.Write, "Ada King")).Problem);
        Assert.True(await CarryOutAsync());
        Assert.Equal("Ada King", await HeldAsync("name"));
    }

    [Fact]
    public async Task Nobody_decides_about_a_correction_of_their_own_and_of_two_officers_the_second_is_told()
    {
        var person = await MemberAsync();
        var request = await AskAsync(person, "", Of("email", "ada@example.net"));
        await GrantAsync(request);
        await CarryOutAsync();
        var self = Actor.SignedIn(person.Id, person.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session");
        Assert.IsType<OwnCase>((await SettleAsync(request, CorrectionVerdict.Leave, "I like it.", self)).Problem);
        Assert.IsType<OwnCase>((await Get<ForeseeCorrections>().RunAsync(self, request, None)).Problem);

        var late = await Get<SettleCorrection>().RunAsync(Officer, new SeenCorrection(request, (await CorrectionAsync(request)).Id, Guid.NewGuid()), CorrectionVerdict.Leave, "Late.", None);

        Assert.IsType<ChangedMeanwhile>(late.Problem);
    }

    [Fact]
    public async Task A_statement_is_kept_with_the_record_once_it_was_granted()
    {
        var person = await MemberAsync();
        var request = await AskAsync(person, "I was on leave in May.", Of("name", "Ada King"));
        Assert.Empty((await Get<ListMyStatements>().RunAsync(person, None)).Value!);
        await GrantAsync(request);

        var statement = Assert.Single((await Get<ListMyStatements>().RunAsync(person, None)).Value!);

        Assert.Equal("I was on leave in May.", statement.Text);
        Assert.Equal((true, false), (statement.IsAbout("clinic", "members", "1"), statement.IsAbout("clinic", "members", "2")));
        Assert.Empty((await Get<ListMyStatements>().RunAsync(await MemberAsync(2), None)).Value!);
    }

    public sealed class OnSqlite() : CarryOutRectificationTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : CarryOutRectificationTests(Provider.PostgreSql);
}

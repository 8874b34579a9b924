using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

public abstract class ReadHeldDataTests(Provider provider) : HeldDataTests(provider)
{
    [Fact]
    public async Task Each_activity_says_how_many_records_from_when_to_when()
    {
        var account = Find(await HeldAsync(Ann), "account");

        Assert.Equal(LegalBasis.Contract, Assert.Single(account.Bases).Basis);
        Assert.Equal(["Profile 1", "Career 2"], account.Datasets.Select(d => $"{d.Dataset.Label} {d.Summary!.Count}"));
        var career = account.Datasets[1].Summary!;
        Assert.Equal((new DateOnly(2019, 10, 1), new DateOnly(2021, 9, 1)), (career.First, career.Last));
        Assert.Equal(3, account.Count);
    }

    [Fact]
    public async Task The_activity_with_most_kinds_of_record_comes_first_and_those_without_any_of_their_own_last()
    {
        var held = await HeldAsync(Ann);

        Assert.Equal(
            ["account 2", "contracting 2", "communication 2", "site-security 1", "helpdesk 1",
                "research 0", "fraud-prevention 0", "legal-defence 0", "corporate-transaction 0"],
            held.Activities.Where(a => !a.Activity.IsPortals).Select(a => $"{a.Activity.Id} {a.Datasets.Count}"));
    }

    [Fact]
    public async Task A_date_follows_from_the_rows_and_what_has_not_begun_is_said()
    {
        var held = await HeldAsync(Ann);

        // Closed on 31 March 2024, five years; the other question is still open.
        Assert.Equal(new HeldEnd(new DateOnly(2029, 3, 31), AtLeast: false, NotBegun: 1, ForAll: true), Find(held, "helpdesk").End);
        var contracting = Find(held, "contracting").End;
        Assert.Equal((new DateOnly(2031, 8, 31), true, true), (contracting.Last!.Value, contracting.AtLeast, contracting.IsOneDay));
        Assert.Null(Find(held, "account").End.Last);
    }

    [Fact]
    public async Task Where_records_rest_on_different_bases_each_basis_and_each_right_names_them()
    {
        var contracting = Find(await HeldAsync(Ann), "contracting");

        Assert.Equal(
            ["Contract: Your agreements", "LegitimateInterest: Agreements of your organisation"],
            contracting.Bases.Select(b => $"{b.Basis}: {string.Join(", ", b.Only)}"));
        Assert.Equal(
            ["True: Your agreements", "False: Agreements of your organisation"],
            contracting.Rights.Where(r => r.Right.Kind == RequestKind.Portability).Select(r => $"{r.Right.Available}: {string.Join(", ", r.Only)}"));
        Assert.Empty(contracting.Rights.Single(r => r.Right.Kind == RequestKind.Access).Only);
        Assert.Equal(RequestKinds.Rights, contracting.Rights.Select(r => r.Right.Kind).Distinct());
    }

    [Fact]
    public async Task An_activity_that_reuses_data_says_whose()
    {
        var held = await HeldAsync(Ann);

        Assert.Equal(["account"], Find(held, "research").DrawsOn.Select(a => a.Id));
        Assert.Equal(["site-security", "account", "contracting", "communication", "helpdesk"], Find(held, "fraud-prevention").DrawsOn.Select(a => a.Id));
        Assert.Empty(Find(held, "research").Datasets);
    }

    [Fact]
    public async Task Activities_that_hold_nothing_are_named()
    {
        var held = await HeldAsync(Ann);

        Assert.Contains("business-administration", held.Nothing.Select(a => a.Id));
        Assert.Contains("direct-marketing", held.Nothing.Select(a => a.Id));
        Assert.Empty(held.Unclear);
        Assert.Equal(
            RegisterFile.Shipped().Activities.Count, held.Activities.Count + held.Nothing.Count);
    }

    [Fact]
    public async Task Nothing_of_another_person_is_counted()
    {
        var held = await HeldAsync(Bea);

        Assert.Equal(2, Find(held, "account").Count);
        Assert.Equal(1, Find(held, "helpdesk").Count);
        Assert.DoesNotContain("contracting", held.Activities.Select(a => a.Activity.Id));
        // Bea was never looked for in the archive, where there is a line of Ann.
        Assert.Equal(SourceState.NoRecord, held.Sources.Single(s => s.Source.Name == "archive").State);
    }

    [Fact]
    public async Task A_source_that_cannot_be_reached_is_named_and_the_rest_is_shown()
    {
        await LoseArchiveAsync();

        var held = await HeldAsync(Ann);

        Assert.Equal(SourceState.Unavailable, held.Sources.Single(s => s.Source.Name == "archive").State);
        Assert.Equal(["site-security"], held.Unclear.Select(a => a.Id));
        Assert.DoesNotContain("site-security", held.Nothing.Select(a => a.Id));
        Assert.Equal(3, Find(held, "account").Count);
    }

    [Fact]
    public async Task A_table_that_is_gone_leaves_the_others_readable()
    {
        await ChangeClinicAsync("DROP TABLE career");

        var held = await HeldAsync(Ann);

        Assert.Equal(SourceState.Incomplete, held.Sources.Single(s => s.Source.Name == "clinic").State);
        Assert.Equal(["Profile 1", "Career ?"], Find(held, "account").Datasets.Select(d => $"{d.Dataset.Label} {d.Summary?.Count.ToString() ?? "?"}"));
        Assert.Equal(2, Find(held, "helpdesk").Count);
    }

    [Fact]
    public async Task Where_several_people_have_the_address_nothing_of_them_is_shown()
    {
        var twin = await AddPersonAsync("twin@example.org");
        await LinkAsync(twin, "clinic", "members:1", "members:2");

        var held = await HeldAsync(twin);

        Assert.Equal(SourceState.PersonUnclear, held.Sources.Single(s => s.Source.Name == "clinic").State);
        Assert.All(held.Activities, activity => Assert.All(activity.Datasets, d => Assert.Equal("portal", d.Source.Name)));
        Assert.Contains("account", held.Unclear.Select(a => a.Id));
        Assert.DoesNotContain("account", held.Nothing.Select(a => a.Id));
    }

    [Fact]
    public async Task Somebody_no_source_knows_is_told_so()
    {
        var stranger = await AddPersonAsync("stranger@example.org");
        await LinkAsync(stranger, "clinic");

        var held = await HeldAsync(stranger);

        Assert.All(held.Sources.Where(s => !s.IsPortal), source => Assert.Equal(SourceState.NoRecord, source.State));
        Assert.Contains("account", held.Nothing.Select(a => a.Id));
    }

    [Fact]
    public async Task Without_a_fresh_proof_nothing_is_read()
    {
        var unproved = TestActors.Member(Ann.Subject!.Value, confirmed: false);

        Assert.IsType<ConfirmationMissing>((await Get<ReadHeldData>().RunAsync(unproved, None)).Problem);
        Assert.IsType<ConfirmationMissing>((await Get<ReadHeldRecords>().RunAsync(unproved, "account", "clinic", "career", null, None)).Problem);
        Assert.IsType<ConfirmationMissing>((await Get<FindHeldRecord>().RunAsync(unproved, "clinic", "career", "1", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadHeldData>().RunAsync(Actor.Visitor, None)).Problem);
    }

    [Fact]
    public async Task Staff_see_their_own_data_like_anybody()
    {
        var officer = Actor.SignedIn(Ann.Id, Ann.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "officer");

        Assert.Equal(3, Find(await HeldAsync(officer), "account").Count);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.OwnRecordsViewed));
        Assert.Equal(Role.Member, entry.ActorRole);
    }

    [Fact]
    public async Task Looking_is_audited_once_per_session()
    {
        await HeldAsync(Ann);
        await HeldAsync(Ann);
        await Get<ReadHeldRecords>().RunAsync(Ann, "account", "clinic", "career", null, None);
        await Get<FindHeldRecord>().RunAsync(Ann, "clinic", "career", "1", None);
        await HeldAsync(Actor.SignedIn(Ann.Id, Ann.Subject!.Value, [Role.Member], confirmed: true, secondFactor: false, session: "another"));

        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.OwnRecordsViewed).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Equal(Ann.Subject, entry.Subject));
        Assert.DoesNotContain(entries, entry => entry.Reference!.Contains("session", StringComparison.Ordinal));
    }

    public sealed class OnSqlite() : ReadHeldDataTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReadHeldDataTests(Provider.PostgreSql);
}

using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Removals;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Removals;

/// <summary>Whom a partner has to remove: told by mail, read behind its link, confirmed there.</summary>
public sealed class RemovalTests() : ExtractTests(Provider.Sqlite)
{
    [Fact]
    public async Task The_partner_gets_a_mail_that_names_nobody_and_reads_the_pseudonym_behind_its_link()
    {
        await AddPeopleAsync(16);
        var (first, second) = (await TakenAsync(), await TakenAsync());

        await WithdrawAsync(People[3]);

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.To == "partner@university.example"));
        var pseudonym = await PseudonymOfAsync(People[3]);
        Assert.DoesNotContain(pseudonym, mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(People[3].ToString(), mail.Body, StringComparison.Ordinal);
        Assert.Contains("Werkuren", mail.Body, StringComparison.Ordinal);
        var open = (await Get<ReadRemoval>().RunAsync(Actor.Visitor, TokenIn(mail.Body), None)).Value!;
        Assert.Equal((pseudonym, 2), (open.Pseudonym, open.ReleasedOn.Count));
        Assert.All(new[] { first, second }, extract => Assert.NotNull(extract.ReleasedAt));
        await Get<ReadRemoval>().RunAsync(Actor.Visitor, TokenIn(mail.Body), None);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RemovalLooked)));
    }

    [Fact]
    public async Task What_the_partner_confirms_the_team_and_the_person_see_and_the_link_leads_nowhere_then()
    {
        await AddPeopleAsync(16);
        await TakenAsync();
        var me = TestActors.Member(People[3]);
        Assert.False(Assert.Single((await Get<ListMyExtracts>().RunAsync(me, None)).Value!).IsRemoved);
        await WithdrawAsync(People[3]);
        var token = TokenIn(await ReadAsync(db => db.OutgoingMails.Where(m => m.To == "partner@university.example").Select(m => m.Body).SingleAsync()));
        Assert.Equal((1, 1), await CountsAsync());

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await Get<AcknowledgeRemoval>().RunAsync(Actor.Visitor, token, None)).Problem);

        var row = Assert.Single((await Get<ListRemovals>().RunAsync(Officer, StudyId, None)).Value!.Rows);
        Assert.Equal((await PseudonymOfAsync(People[3]), Now, RemovalCause.Withdrawn), (row.Pseudonym, row.Notice.AcknowledgedAt, row.Notice.Cause));
        Assert.Equal((1, 0), await CountsAsync());
        var mine = Assert.Single((await Get<ListMyExtracts>().RunAsync(me, None)).Value!);
        Assert.Equal((StudyId, true, Now), (mine.Study, mine.IsRemoved, mine.ConfirmedAt));
        Assert.IsType<NotFound>((await Get<ReadRemoval>().RunAsync(Actor.Visitor, token, None)).Problem);
        Assert.IsType<NotFound>((await Get<AcknowledgeRemoval>().RunAsync(Actor.Visitor, token, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadRemoval>().RunAsync(Actor.Visitor, "another", None)).Problem);
    }

    [Fact]
    public async Task A_link_leads_nowhere_after_its_time_and_whoever_was_removed_is_named_once()
    {
        await AddPeopleAsync(16);
        await TakenAsync();
        await WithdrawAsync(People[3]);
        await GiveAsync(People[3]);
        await WithdrawAsync(People[3]);

        var token = TokenIn(await ReadAsync(db => db.OutgoingMails.Where(m => m.To == "partner@university.example").Select(m => m.Body).SingleAsync()));
        Clock.Advance(RemovalNotice.LinkLifetime);
        Assert.IsType<NotFound>((await Get<ReadRemoval>().RunAsync(Actor.Visitor, token, None)).Problem);
    }

    [Fact]
    public async Task Whose_data_is_erased_is_removed_from_the_studies_that_used_it()
    {
        await AddPeopleAsync(16);
        await TakenAsync();
        var prepared = await PreparedAsync();
        var (studies, dbs) = (Services.GetRequiredService<StudyDecisions>(), Services.GetRequiredService<IDbContextFactory<PortalDb>>());

        await studies.ForgetAsync(dbs, People[1], [("hospital", "letters")], Clock, None);
        Assert.Equal(0, await ReadAsync(db => db.RemovalNotices.CountAsync()));
        await studies.ForgetAsync(dbs, People[1], [("hospital", "visits")], Clock, None);
        await studies.ForgetAsync(dbs, People[2], null, Clock, None);
        // A run that was taken over says it again.
        await studies.ForgetAsync(dbs, People[2], null, Clock, None);

        Assert.Equal([RemovalCause.Erased, RemovalCause.Erased], await ReadAsync(db => db.RemovalNotices.Select(notice => notice.Cause).ToListAsync()));
        // What was read of them is not kept for a release, either.
        Assert.Equal(ExtractState.Discarded, (await RowAsync(prepared.Id)).State);
        Assert.False(await ReadAsync(db => db.VaultFiles.AnyAsync(file => file.Id == prepared.StagedFile && file.WrappedKey != null)));
    }

    [Fact]
    public async Task Nobody_but_staff_sees_whom_a_partner_has_to_remove()
    {
        Assert.NotNull((await Get<ListRemovals>().RunAsync(TestActors.SomebodyElse(), StudyId, None)).Problem);
        Assert.NotNull((await Get<ListExtracts>().RunAsync(TestActors.SomebodyElse(), StudyId, None)).Problem);
        Assert.Empty((await Get<ListMyExtracts>().RunAsync(TestActors.SomebodyElse(), None)).Value!);
        Assert.Empty((await Get<ListRemovals>().RunAsync(TestActors.Auditor(), StudyId, None)).Value!.Rows);
    }

    private async Task<(int All, int Open)> CountsAsync()
    {
        var list = (await Get<ListRemovals>().RunAsync(Officer, StudyId, None)).Value!;
        return (list.Count, list.Open);
    }

    private static string TokenIn(string body) => Regex.Match(body, "https://privacy\\.example\\.org/notices/studies/([A-Za-z0-9_-]+)").Groups[1].Value;
}

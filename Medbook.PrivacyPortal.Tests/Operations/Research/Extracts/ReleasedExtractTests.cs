using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>Who may be in what leaves, looked at again right before.</summary>
public sealed class ReleasedExtractTests() : ExtractTests(Provider.Sqlite)
{
    [Fact]
    public async Task Somebody_who_withdraws_after_it_was_read_is_not_in_it_and_is_counted_no_more()
    {
        await AddPeopleAsync(12);
        var prepared = await PreparedAsync();
        Assert.Equal(4, prepared.Figures.Classes);

        await WithdrawAsync(People[2]);

        Assert.Equal(MemberState.Dropped, (await MembersAsync(prepared.Id)).Single(member => member.Subject == People[2]).State);
        await AskReleaseAsync(prepared.Id);
        await ReleaseRunAsync();
        // Of a class of three two are left: they go, too, and with them more than a fifth would be; here it is 2 of 11.
        var extract = await RowAsync(prepared.Id);
        Assert.Equal((ExtractState.Released, 11, 2, 3), (extract.State, extract.Figures.People, extract.Figures.Suppressed, extract.Figures.Classes));
        Assert.DoesNotContain(await PseudonymOfAsync(People[2]), await PseudonymsInAsync(extract.Id));
        Assert.Equal(9, (await PseudonymsInAsync(extract.Id)).Count);
        Assert.Equal(0, await ReadAsync(db => db.RemovalNotices.CountAsync()));
    }

    [Fact]
    public async Task An_extract_made_one_second_after_a_withdrawal_has_nobody_who_withdrew()
    {
        await AddPeopleAsync(16);
        var before = await PseudonymsInAsync((await ReleasedAsync()).Id);
        await WithdrawAsync(People[2]);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var after = await ReleasedAsync();

        var pseudonym = await PseudonymOfAsync(People[2]);
        Assert.Contains(pseudonym, before);
        Assert.All((await FilesAsync(after.Id)).Values, text => Assert.DoesNotContain(pseudonym, text, StringComparison.Ordinal));
        Assert.Equal(15, (await PseudonymsInAsync(after.Id)).Count);
    }

    [Fact]
    public async Task A_key_of_a_study_that_broke_off_does_not_take_the_one_in_use_along()
    {
        var somebody = SubjectKey.New();
        var pseudonym = await PseudonymOfAsync(somebody);
        await using (var db = await OpenAsync())
        {
            db.VaultFiles.Add(await Vault.NewFileAsync(StudyId, None));
            await db.SaveChangesAsync();
        }
        Clock.Advance(DropUnclaimedFiles.Patience + TimeSpan.FromMinutes(1));

        Assert.Equal(0, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(pseudonym, await PseudonymOfAsync(somebody));
    }

    [Fact]
    public async Task Nobody_downloads_a_file_with_somebody_who_withdrew_and_the_partner_who_has_nothing_is_told_nothing()
    {
        await AddPeopleAsync(16);
        var released = await ReleasedAsync();

        await WithdrawAsync(People[2]);

        Assert.IsType<ExtractNotThere>((await Get<TakeExtract>().RunAsync(Officer, released.Id, None)).Problem);
        Assert.Equal(ExtractState.Discarded, (await RowAsync(released.Id)).State);
        Assert.False(await ReadAsync(db => db.VaultFiles.AnyAsync(file => file.Owner == released.Id && file.WrappedKey != null)));
        Assert.Equal(0, await ReadAsync(db => db.RemovalNotices.CountAsync()));
    }

    [Fact]
    public async Task Somebody_whose_account_is_gone_or_whose_link_changed_is_not_released()
    {
        await AddPeopleAsync(20);
        var prepared = await PreparedAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync(db => db.Subjects.Where(s => s.Key == People[0]).ExecuteDeleteAsync());
        await ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == People[1]).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.PersonKey, "members:99").SetProperty(l => l.Outcome, LinkOutcome.Linked).SetProperty(l => l.TriedAt, Now)));

        await AskReleaseAsync(prepared.Id);
        await ReleaseRunAsync();

        var left = await PseudonymsInAsync(prepared.Id);
        Assert.Equal(18, left.Count);
        Assert.DoesNotContain(await PseudonymOfAsync(People[0]), left);
        Assert.DoesNotContain(await PseudonymOfAsync(People[1]), left);
    }

    [Fact]
    public async Task A_version_that_asks_again_keeps_what_was_read_before_from_leaving()
    {
        await AddPeopleAsync(12);
        var prepared = await PreparedAsync();
        await AskReleaseAsync(prepared.Id);
        var seen = await ReadAsync(db => db.Studies.Where(s => s.Id == StudyId).Select(s => s.PlanRevision).SingleAsync());
        var saved = await Get<SaveStudy>().RunAsync(Officer, StudyId, Plan() with { Goal = new("Why.", "Waarom.", "Pourquoi.") }, seen, None);
        Assert.Null((await Get<PublishStudy>().RunAsync(Officer, new SeenStudy(StudyId, saved.Value), StudyChange.Material, None)).Problem);

        await ReleaseRunAsync();

        var extract = await RowAsync(prepared.Id);
        Assert.Equal((ExtractState.Prepared, ExtractFailure.StudyNotReady), (extract.State, extract.Failure));
        Assert.IsType<ExtractStudyNotReady>((await Get<AskForRelease>().RunAsync(Officer, extract.Id, extract.Revision, None)).Problem);
    }

    [Fact]
    public async Task Of_a_study_that_was_retired_nothing_leaves()
    {
        await AddPeopleAsync(16);
        var (released, prepared) = (await ReleasedAsync(), await PreparedAsync());
        var seen = await ReadAsync(db => db.Studies.Where(s => s.Id == StudyId).Select(s => s.PlanRevision).SingleAsync());
        Assert.Null((await Get<RetireStudy>().RunAsync(Officer, new SeenStudy(StudyId, seen), None)).Problem);

        Assert.IsType<ExtractStudyNotReady>((await Get<TakeExtract>().RunAsync(Officer, released.Id, None)).Problem);
        Assert.IsType<ExtractStudyNotReady>((await Get<AskForRelease>().RunAsync(Officer, prepared.Id, prepared.Revision, None)).Problem);
        Assert.IsType<ExtractStudyNotReady>((await Get<AskForExtract>().RunAsync(Officer, StudyId, Guid.NewGuid(), ExtractFormat.Csv, None)).Problem);
    }

    [Fact]
    public async Task Outside_the_days_of_the_study_nothing_is_read_or_released()
    {
        await AddPeopleAsync(12);
        var prepared = await PreparedAsync();
        Clock.Advance(TimeSpan.FromDays(365));

        Assert.IsType<ExtractOutsidePeriod>((await Get<AskForExtract>().RunAsync(Officer, StudyId, Guid.NewGuid(), ExtractFormat.Csv, None)).Problem);
        Assert.IsType<ExtractOutsidePeriod>((await Get<AskForRelease>().RunAsync(Officer, prepared.Id, prepared.Revision, None)).Problem);
    }

    [Fact]
    public async Task Whose_data_may_not_be_used_is_neither_read_nor_released()
    {
        await AddPeopleAsync(20);
        await LimitAsync(People[0], new RestrictionTarget("research"));
        var prepared = await PreparedAsync();
        Assert.Equal(19, prepared.Figures.People);
        // Of one kind of record: they are left out whole.
        await LimitAsync(People[1], new RestrictionTarget(Source: "hospital", Dataset: "visits"));
        await LimitAsync(People[2], new RestrictionTarget("communication"));

        await AskReleaseAsync(prepared.Id);
        await ReleaseRunAsync();

        var left = await PseudonymsInAsync(prepared.Id);
        Assert.Equal(18, left.Count);
        Assert.DoesNotContain(await PseudonymOfAsync(People[1]), left);
    }

    private async Task LimitAsync(SubjectKey subject, RestrictionTarget target)
    {
        var entry = new RequestEntry(Guid.CreateVersion7(), subject, RequestChannel.Letter, RequestKind.Objection, new DateOnly(2026, 3, 2), "Stop.", null, "en-GB");
        var request = RightsRequest.Receive(entry, new RequestNumber(2026, 1), Officer, Now).Value!;
        await using var db = await OpenAsync();
        db.UseRestrictions.Add(UseRestriction.Of(request, target, Officer, Now).Value!);
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.UseRestricted, Now, subject));
        await db.SaveChangesAsync();
    }
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Persistence;

public abstract class ViewLogTests(Provider provider) : OperationTests(provider)
{
    private const int AtOnce = 8;

    private static readonly SubjectKey Ada = SubjectKey.New();
    private static readonly Actor Officer = TestActors.Officer();

    [Fact]
    public async Task Staff_who_look_again_within_the_quarter_hour_are_written_once_and_later_again()
    {
        await LookAsync(Officer, "case-1");
        Clock.Advance(ViewLog.StaffWindow - TimeSpan.FromSeconds(1));
        await LookAsync(Officer, "case-1");
        Assert.Equal(1, await CountAsync());

        Clock.Advance(TimeSpan.FromSeconds(1));
        await LookAsync(Officer, "case-1");
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Looks_of_several_officers_and_at_several_things_are_written_each()
    {
        await LookAsync(Officer, "case-1");
        await LookAsync(TestActors.Auditor(), "case-1");
        await LookAsync(Officer, "case-2");

        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Looks_in_the_same_instant_are_written_once()
    {
        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => LookAsync(Officer, "case-1"))));
            Assert.Equal(round, await CountAsync());
            Clock.Advance(ViewLog.StaffWindow);
        }
    }

    [Fact]
    public async Task The_database_takes_no_second_entry_of_one_look()
    {
        // What two looks in the same instant come to: both saw no entry, and both write the first.
        await using var db = await OpenAsync();
        db.AuditEntries.Add(AuditEntry.OfView(Officer, AuditAction.CaseViewed, Now, Ada, "case-1", follows: 0));
        await db.SaveChangesAsync();
        db.AuditEntries.Add(AuditEntry.OfView(Officer, AuditAction.CaseViewed, Now, Ada, "case-1", follows: 0));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_person_who_opens_two_pages_at_once_is_written_once_per_session()
    {
        var ada = await AddPersonAsync();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => LookAtOwnAsync(ada))));
        Clock.Advance(TimeSpan.FromDays(1));
        await LookAtOwnAsync(ada);
        Assert.Equal(1, await CountAsync());

        await LookAtOwnAsync(Actor.SignedIn(ada.Id, ada.Subject!.Value, [Role.Member], confirmed: true, secondFactor: false, session: "another"));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_look_that_could_not_be_written_for_another_reason_is_an_accident()
    {
        var nobody = Actor.SignedIn(null!, Ada, [Role.Member], confirmed: true, secondFactor: false, session: "s");

        await Assert.ThrowsAsync<DbUpdateException>(() => LookAtOwnAsync(nobody));
    }

    private async Task LookAsync(Actor who, string reference)
    {
        await using var db = await OpenAsync();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, Ada, reference, Now, None);
    }

    private async Task LookAtOwnAsync(Actor who)
    {
        await using var db = await OpenAsync();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, Now, None);
    }

    private Task<int> CountAsync() => ReadAsync(db => db.AuditEntries.CountAsync());

    public sealed class OnSqlite() : ViewLogTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ViewLogTests(Provider.PostgreSql);
}

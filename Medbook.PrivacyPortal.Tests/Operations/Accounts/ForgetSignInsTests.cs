using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

/// <summary>Traces of signing in, of somebody who never came back.</summary>
public abstract class ForgetSignInsTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task Each_trace_is_forgotten_once_the_last_day_of_its_period_is_over()
    {
        var member = await AddPersonAsync();
        await using (var db = await OpenAsync())
        {
            var session = Session.Start(member.Id, "stamp", "Browser", Proof.Password, Now);
            db.Sessions.Add(session);
            db.ConfirmationCodes.Add(ConfirmationCode.Send(session.Id, "hash", Now));
            db.GuestSessions.Add(GuestSession.Start(member.Subject!.Value, Now));
            await db.SaveChangesAsync();
        }

        // Two hours of the session and a day more: until the end of 3 March.
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 22, 59, 0, TimeSpan.Zero));
        Assert.Equal(0, await ForgetAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await ForgetAsync());
        Assert.Equal(0, await ReadAsync(db => db.GuestSessions.CountAsync()));

        // Twelve months: until the end of 2 March.
        Clock.SetUtcNow(new DateTimeOffset(2027, 3, 2, 22, 59, 0, TimeSpan.Zero));
        Assert.Equal(0, await ForgetAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await ForgetAsync());
        Assert.Equal((0, 0), (await ReadAsync(db => db.Sessions.CountAsync()), await ReadAsync(db => db.ConfirmationCodes.CountAsync())));
    }

    [Fact]
    public async Task Of_a_person_of_whom_something_is_held_every_trace_stays()
    {
        var member = await AddPersonAsync();
        var order = new HoldOrder(new HoldTarget(member.Subject!.Value), HoldGround.LegalClaims, "Labour court", "Case 12/345", DateOnly.FromDateTime(Now.Date).AddDays(30));
        await using (var db = await OpenAsync())
        {
            var session = Session.Start(member.Id, "stamp", "Browser", Proof.Password, Now);
            db.Sessions.Add(session);
            db.ConfirmationCodes.Add(ConfirmationCode.Send(session.Id, "hash", Now));
            db.GuestSessions.Add(GuestSession.Start(member.Subject!.Value, Now));
            db.LegalHolds.Add(LegalHold.Place(Guid.NewGuid(), order, TestActors.Officer(), Now).Value!);
            db.AuditEntries.Add(AuditEntry.Of(TestActors.Officer(), AuditAction.HoldPlaced, Now));
            await db.SaveChangesAsync();
        }

        Clock.Advance(TimeSpan.FromDays(800));
        Assert.Equal(0, await ForgetAsync());
    }

    [Fact]
    public async Task Only_the_portal_forgets() =>
        Assert.IsType<NotPermitted>((await Get<ForgetSignIns>().RunAsync(TestActors.Officer(), None)).Problem);

    private async Task<int> ForgetAsync() => (await Get<ForgetSignIns>().RunAsync(Actor.Portal, None)).Value;

    public sealed class OnSqlite() : ForgetSignInsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ForgetSignInsTests(Provider.PostgreSql);
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Copies in their states, for a page to show.</summary>
internal static class ArrangedCopy
{
    private const string Member = "member@example.org";

    /// <summary>Made by the portal's own operations and its job.</summary>
    public static async Task<Guid> ReadyAsync(PortalApp app, string email = Member, CopyKind kind = CopyKind.Access)
    {
        var me = await app.ActorOfAsync(email);
        // As a sign-in does it.
        await app.OperateAsync<LinkSubject>(link => link.RunAsync(me, me.Subject!.Value, default));
        var id = await app.OperateAsync<AskForCopy, Guid>(ask => ask.RunAsync(me, kind, default));
        await Waiting.UntilAsync(async () => await StateOfAsync(app, id) is not (CopyState.Waiting or CopyState.Making), TimeSpan.FromMinutes(2));
        Assert.Equal(CopyState.Ready, await StateOfAsync(app, id));
        return id;
    }

    /// <summary>One whose time is over.</summary>
    public static async Task<Guid> ExpiredAsync(PortalApp app)
    {
        var id = await ReadyAsync(app, kind: CopyKind.Portability);
        await using var scope = app.Services.CreateAsyncScope();
        var past = DateTimeOffset.UtcNow.AddDays(-1);
        await scope.ServiceProvider.GetRequiredService<PortalDb>().Copies.Where(c => c.Id == id)
            .ExecuteUpdateAsync(change => change.SetProperty(c => c.ExpiresAt, past));
        return id;
    }

    /// <summary>One that was called off.</summary>
    public static async Task<Guid> StoppedAsync(PortalApp app)
    {
        var id = await HeldUpAsync(app);
        await app.OperateAsync<CancelCopy>(async cancel => await cancel.RunAsync(await app.ActorOfAsync(Member), id, default));
        return id;
    }

    /// <summary>One that waits and is not begun, as if another instance had looked at it and died; it brings texts after, so that it holds up no other.</summary>
    public static async Task<Guid> HeldUpAsync(PortalApp app)
    {
        var me = await app.ActorOfAsync(Member);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var now = DateTimeOffset.UtcNow;
        var copy = DataCopy.Ask(me.Subject!.Value, CopyKind.Access, "en-GB", now, supplementOf: Guid.NewGuid());
        var run = Run.Ask(RunKind.MakeCopy, copy.Subject, copy.Id, now);
        db.Copies.Add(copy);
        db.Runs.Add(run);
        db.Entry(run).Property(r => r.LeasedUntil).CurrentValue = now.AddHours(1);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CopyAsked, now, copy.Subject));
        await db.SaveChangesAsync();
        return copy.Id;
    }

    /// <summary>The open review of a full copy of somebody's, with texts that wait.</summary>
    public static async Task<Guid> ReviewAsync(PortalApp app, string email = Member)
    {
        var me = await app.ActorOfAsync(email);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        // Whatever another test judged waits again.
        await db.TextVerdicts.Where(v => v.Subject == me.Subject).ExecuteDeleteAsync();
        await ReadyAsync(app, email);
        return await db.CopyReviews
            .Where(r => r.Subject == me.Subject && r.Kind == CopyKind.Access && r.State == ReviewState.Waiting).Select(r => r.Id).SingleAsync();
    }

    private static async Task<CopyState> StateOfAsync(PortalApp app, Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDb>().Copies.Where(c => c.Id == id).Select(c => c.State).SingleAsync();
    }
}

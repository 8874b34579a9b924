using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Starts sessions and says what they stand for. It works in the context, and so in the transaction, of the managers of Identity.</summary>
public sealed class Sessions(PortalDb db, AccountLinks links, TimeProvider clock)
{
    /// <summary>How long the second step may take.</summary>
    private static readonly TimeSpan SecondStepLifetime = TimeSpan.FromMinutes(10);

    /// <summary>After the first proof: a session, or the ticket for the second step where the account has an app's codes.</summary>
    public async Task<SignInStep> ContinueAsync(PortalUser user, Proof proof, Caller caller, CancellationToken ct) =>
        user.TwoFactorEnabled
            ? new SignInStep(null, links.Make(new SecondStep(user.Id, user.SecurityStamp!), SecondStepLifetime))
            : new SignInStep(await StartAsync(user, proof, caller, ct), null);

    /// <summary>Starts a session, with its audit entry, and clears away those that are over.</summary>
    public async Task<SessionFacts> StartAsync(PortalUser user, Proof proof, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = Session.Start(user.Id, user.SecurityStamp!, caller.Device, proof, now);
        db.Sessions.Add(session);
        var facts = await FactsAsync(session, user, ct);
        db.AuditEntries.Add(AuditEntry.Of(facts.Actor, AuditAction.SignedIn, now, facts.Subject, detail: proof.ToString()));
        await db.SaveChangesAsync(ct);
        await db.Sessions.Where(s => s.AccountId == user.Id && s.EndsAt <= now).ExecuteDeleteAsync(ct);
        return facts;
    }

    /// <summary>What a session stands for at this moment.</summary>
    public async Task<SessionFacts> FactsAsync(Session session, PortalUser user, CancellationToken ct)
    {
        var subject = await db.Subjects.Where(s => s.AccountId == user.Id).Select(s => s.Key).SingleAsync(ct);
        var names = await db.UserRoles.Where(r => r.UserId == user.Id)
            .Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name).ToListAsync(ct);
        return new SessionFacts(
            session.Id, user.Id, user.Email!, user.Language, subject, [.. names.Select(name => Enum.Parse<Role>(name!))],
            session.ConfirmedAt is not null, session.SecondFactorAt is not null);
    }

    /// <summary>The session somebody acts in; null where it is over.</summary>
    public async Task<Session?> OfAsync(Actor who, CancellationToken ct) =>
        await db.Sessions.FirstOrDefaultAsync(s => s.Id == who.Session && s.AccountId == who.Id, ct);

    /// <summary>The stamp changed by what somebody did in this session: the others end, this one goes on.</summary>
    public async Task KeepAsync(Actor who, PortalUser user, CancellationToken ct)
    {
        if (await OfAsync(who, ct) is { } session) session.GoOnWith(user.SecurityStamp!);
        await db.Sessions.Where(s => s.AccountId == user.Id && s.Id != who.Session).ExecuteDeleteAsync(ct);
    }
}

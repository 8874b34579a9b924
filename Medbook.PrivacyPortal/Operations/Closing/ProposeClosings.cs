using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>
/// Tells whose account nobody used for long, once; where they do not sign in within some weeks, it proposes to close it, with the same days
/// to think again and the same officer as a closing that the person asks for. Accounts of the team are left alone.
/// </summary>
/// <remarks>The policy says nothing about accounts nobody uses (a gap of the register); the period is a choice.</remarks>
public sealed class ProposeClosings(IDbContextFactory<PortalDb> dbs, AccountLinks links, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many were told, or proposed to.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ProposeClosings) is { } denied) return denied;
        var (now, count) = (clock.GetUtcNow(), 0);
        var since = now.AddMonths(-settings.Erasure.UnusedMonths);
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var unused in await Unnoticed(db, since).Take(Batch).ToListAsync(ct)) count += await TellAsync(who, unused, now, ct) ? 1 : 0;
        foreach (var unused in await Noticed(db, since, now.AddDays(-AccountClosing.NoticeDays)).Take(Batch).ToListAsync(ct)) count += await ProposeAsync(who, unused, now, ct) ? 1 : 0;
        return count;
    }

    // Whoever was told, or thought again about a closing, has some time from then on.
    private static IQueryable<Subject> Unnoticed(PortalDb db, DateTimeOffset since) => Unused(db, since)
        .Where(s => !db.AuditEntries.Any(e => e.Subject == s.Key && e.At >= since && (e.Action == AuditAction.UnusedNoticed || e.Action == AuditAction.ClosingUndone)));

    private static IQueryable<Subject> Noticed(PortalDb db, DateTimeOffset since, DateTimeOffset before) => Unused(db, since)
        .Where(s => db.AuditEntries.Any(e => e.Subject == s.Key && e.At >= since && e.At <= before && e.Action == AuditAction.UnusedNoticed))
        .Where(s => !db.AuditEntries.Any(e => e.Subject == s.Key && e.At >= since && e.Action == AuditAction.ClosingUndone));

    /// <summary>Persons with an account that they did nothing with since a day, of whom no closing stands; nobody of the team.</summary>
    internal static IQueryable<Subject> Unused(PortalDb db, DateTimeOffset since) => db.Subjects.AsNoTracking()
        .Where(s => s.AccountId != null && s.CreatedAt < since)
        .Where(s => !db.AuditEntries.Any(e => e.Subject == s.Key && e.At >= since && e.ActorId == s.AccountId))
        .Where(s => !db.AccountClosings.Any(c => c.Subject == s.Key && c.EndedAt == null))
        .Where(s => !db.UserRoles.Any(role => role.UserId == s.AccountId))
        .OrderBy(s => s.Key);

    private async Task<bool> TellAsync(Actor who, Subject unused, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == unused.AccountId, ct) is not { Email: { } to } account) return false;
        db.OutgoingMails.Add(ClosingMails.Unused(to, account.Language, settings, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.UnusedNoticed, now, unused.Key));
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<bool> ProposeAsync(Actor who, Subject unused, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == unused.AccountId, ct) is not { Email: { } to } account) return false;
        var closing = AccountClosing.Propose(unused.Key, account.Language, now);
        db.AccountClosings.Add(closing);
        db.OutgoingMails.Add(ClosingMails.Proposed(to, closing, links, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ClosingProposed, now, unused.Key, closing.Id.ToString()));
        await db.SaveChangesAsync(ct);
        return true;
    }
}

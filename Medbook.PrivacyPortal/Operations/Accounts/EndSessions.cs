using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Signs out: one other session, or everywhere. Everywhere also changes the account's stamp, so that links and tickets die too.</summary>
public sealed class EndSessions(Guard guard, PortalDb db, UserManager<PortalUser> users, TimeProvider clock)
{
    /// <param name="who">Whose sessions.</param>
    /// <param name="only">One session; null for all.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result> RunAsync(Actor who, string? only, CancellationToken ct)
    {
        if (guard.Check(who, Permission.EndSessions) is { } denied) return denied;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = await db.Sessions.Where(s => s.AccountId == who.Id && (only == null || s.Id == only)).ExecuteDeleteAsync(ct);
        if (ended == 0) return new NotFound();
        if (only is null && await users.FindByIdAsync(who.Id) is { } user) await users.UpdateSecurityStampAsync(user);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SessionsEnded, clock.GetUtcNow(), who.Subject, detail: $"{ended}"));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}

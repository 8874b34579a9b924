using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>
/// A person calls a copy off. One that waits ends at once; one that is being made ends within seconds, when whoever makes it
/// gives the next sign of life, and leaves neither byte nor key.
/// </summary>
public sealed class CancelCopy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CancelCopy) is { } denied) return denied;
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var copy = await db.Copies.SingleOrDefaultAsync(c => c.Id == id && c.Subject == who.Subject, ct);
            if (copy is null) return new NotFound();
            if (copy.State == CopyState.Cancelled) return Result.Ok;
            if (!copy.IsOpen) return new CopyAlreadyEnded();
            var run = await db.Runs.SingleAsync(r => r.Reference == id && r.Kind == RunKind.MakeCopy, ct);
            if (run.CancelAsked) return Result.Ok;

            var now = clock.GetUtcNow();
            if (run.Cancel(now)) copy.Cancel(now);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyCancelled, now, copy.Subject, id.ToString(), copy.Kind.ToString()));
            try
            {
                await db.SaveChangesAsync(ct);
                return Result.Ok;
            }
            catch (DbUpdateConcurrencyException)
            {
                // It was claimed, or it ended, in the same moment: look again.
            }
        }
    }
}

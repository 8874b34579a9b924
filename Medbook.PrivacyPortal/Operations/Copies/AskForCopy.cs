using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>A person asks for a copy of their data; a run makes it. Who asks again while it is being made gets the same one.</summary>
public sealed class AskForCopy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The copy's identifier.</returns>
    public async Task<Result<Guid>> RunAsync(Actor who, CopyKind kind, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForCopy) is { } denied) return denied;
        if (who.Subject is not { } me) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await OpenOneAsync(db, me, kind, ct) is { } open) return open;

        var now = clock.GetUtcNow();
        var copy = DataCopy.Ask(me, kind, await LanguageOfAsync(db, me, ct), now);
        db.Copies.Add(copy);
        db.Runs.Add(Run.Ask(RunKind.MakeCopy, me, copy.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyAsked, now, me, copy.Id.ToString(), kind.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return copy.Id;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Asked twice at once: one of them wrote the row. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await OpenOneAsync(again, me, kind, ct) is not { } first) throw;
            return first;
        }
    }

    internal static IQueryable<Guid?> Open(PortalDb db, SubjectKey me, CopyKind kind) =>
        db.Copies.Where(c => c.Subject == me && c.Kind == kind && c.SupplementOf == null
            && (c.State == CopyState.Waiting || c.State == CopyState.Making)).Select(c => (Guid?)c.Id);

    private static Task<Guid?> OpenOneAsync(PortalDb db, SubjectKey me, CopyKind kind, CancellationToken ct) =>
        Open(db, me, kind).FirstOrDefaultAsync(ct);

    private static Task<string?> LanguageOfAsync(PortalDb db, SubjectKey me, CancellationToken ct) =>
        db.Subjects.Where(s => s.Key == me)
            .Select(s => db.Users.Where(user => user.Id == s.AccountId).Select(user => user.Language).FirstOrDefault())
            .FirstOrDefaultAsync(ct);
}

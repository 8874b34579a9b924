using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Starts a draft under an identifier the page chose: a second click finds the first one's draft.</summary>
public sealed class StartRequest(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, RegisterCache registers, Guard guard, TimeProvider clock)
{
    private readonly DraftCheck drafts = new(sources, registers, clock);

    public async Task<Result<DraftSaved>> RunAsync(Actor who, Guid id, DraftContent content, string language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.StartRequest) is { } denied) return denied;
        if (who.Subject is not { } me) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, ct) is { } known) return Found(known, who);

        if (ScopeCheck.ProblemOfGuest(who, content) is { } record) return record;
        var settled = await drafts.SettleAsync(db, me, before: null, content, ct);
        if (!settled.IsOk) return settled.Problem;
        var now = clock.GetUtcNow();
        var draft = RightsRequest.Start(id, me, content.Kind, content.Scope, language, now);
        if (draft.Write(content.Kind, content.Scope, settled.Value.Details, content.Words, now).Problem is { } problem) return problem;
        db.Requests.Add(draft);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestStarted, now, me, id.ToString(), content.Kind.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return new DraftSaved(id, draft.Revision, now);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Two clicks at once: one of them wrote the row. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await FindAsync(again, id, ct) is not { } first) throw;
            return Found(first, who);
        }
    }

    private static Task<RightsRequest?> FindAsync(PortalDb db, Guid id, CancellationToken ct) =>
        db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);

    private static Result<DraftSaved> Found(RightsRequest request, Actor who) =>
        request.Subject != who.Subject ? new NotFound()
        : request.Status != RequestStatus.Draft ? new RequestAlreadySubmitted()
        : new DraftSaved(request.Id, request.Revision, request.ChangedAt);
}

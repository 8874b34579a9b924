using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Keeps a draft as it is typed. No audit entry: a draft is the person's own desk, and nothing of it reaches anybody.</summary>
public sealed class SaveDraft(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, RegisterCache registers, Guard guard, TimeProvider clock)
{
    private readonly DraftCheck drafts = new(sources, registers, clock);

    public async Task<Result<DraftSaved>> RunAsync(Actor who, Guid id, Guid revision, DraftContent content, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SaveDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var draft = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
        if (draft is null) return new NotFound();
        // What another device wrote in the meantime is not overwritten.
        if (draft.Revision != revision) return new ChangedMeanwhile();
        if (ScopeCheck.ProblemOfGuest(who, content) is { } record) return record;
        var before = new DraftContent(draft.Kind, draft.Scope, draft.Words) { Details = draft.Details };
        var settled = await drafts.SettleAsync(db, draft.Subject, before, content, ct);
        if (!settled.IsOk) return settled.Problem;

        var now = clock.GetUtcNow();
        if (draft.Write(content.Kind, content.Scope, settled.Value.Details, content.Words, now).Problem is { } problem) return problem;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return new DraftSaved(id, draft.Revision, now);
    }
}

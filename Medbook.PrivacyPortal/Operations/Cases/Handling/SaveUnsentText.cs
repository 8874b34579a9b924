using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// Keeps what an officer writes on in a case as it is typed; an empty text is put away. No audit entry: it is the officer's own desk, and
/// nothing of it reaches anybody.
/// </summary>
public sealed class SaveUnsentText(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="kind">What is written on.</param>
    /// <param name="sendAs">The identifier it will be sent under.</param>
    /// <param name="text">The words.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>When it was kept (UTC).</returns>
    public async Task<Result<DateTimeOffset>> RunAsync(Actor who, Guid id, UnsentKind kind, Guid sendAs, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SaveUnsentText) is { } denied) return denied;
        try
        {
            return await KeepAsync(who, id, kind, sendAs, text, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Two windows of the same officer at once: the later word stays. Anything else is an accident, also the second time.
            return await KeepAsync(who, id, kind, sendAs, text, ct);
        }
    }

    private async Task<Result<DateTimeOffset>> KeepAsync(Actor who, Guid id, UnsentKind kind, Guid sendAs, string text, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!await db.Requests.AnyAsync(r => r.Id == id && r.Number != null, ct)) return new NotFound();
        var now = clock.GetUtcNow();
        var kept = await db.UnsentTexts.SingleOrDefaultAsync(t => t.RequestId == id && t.Officer == who.Id && t.Kind == kind, ct);
        if (text.Length == 0)
        {
            if (kept is not null) db.UnsentTexts.Remove(kept);
        }
        else
        {
            if (kept is null) db.UnsentTexts.Add(kept = UnsentText.Begin(id, who.Id, kind));
            if (kept.Write(sendAs, text, now).Problem is { } problem) return problem;
        }
        await db.SaveChangesAsync(ct);
        return now;
    }
}

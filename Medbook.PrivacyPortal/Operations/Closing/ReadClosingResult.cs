using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>What became of an account.</summary>
/// <param name="Closing">The closing.</param>
/// <param name="Erasure">What went and what stayed; counts and kinds of record, no values.</param>
public sealed record ClosingResult(AccountClosing Closing, ErasureView Erasure);

/// <summary>Shows by the link of the last mail what went and what stayed: who closed their account cannot sign in any more.</summary>
public sealed class ReadClosingResult(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    public async Task<Result<ClosingResult>> RunAsync(Actor who, string? link, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadClosingResult) is { } denied) return denied;
        if (links.Read<ClosedLink>(link) is not { Closing: var id }) return new LinkSpent();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.AccountClosings.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } closing || !closing.ShowsResultAt(clock.GetUtcNow())) return new LinkSpent();
        return await ErasureView.OfAsync(db, db.ErasurePlans.Where(p => p.CausedBy == id), ct) is { } view ? new ClosingResult(closing, view) : new LinkSpent();
    }
}

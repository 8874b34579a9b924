using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Keeps an account after all, with the link that was mailed to its address; nobody has to sign in for it.</summary>
public sealed class KeepAccountByLink(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string? link, CancellationToken ct)
    {
        if (guard.Check(who, Permission.KeepAccountByLink) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return links.Read<KeepLink>(link) is { Closing: var id } && await db.AccountClosings.SingleOrDefaultAsync(c => c.Id == id, ct) is { } closing
            ? await ClosingUndo.RunAsync(db, who, closing, clock.GetUtcNow(), ct)
            : new LinkSpent();
    }
}

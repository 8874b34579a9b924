using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Somebody keeps their account after all.</summary>
public sealed class KeepAccount(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.KeepAccount) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return who.Subject is { } subject && await StandingClosing.OfAsync(db, subject, ct) is { } closing
            ? await ClosingUndo.RunAsync(db, who, closing, clock.GetUtcNow(), ct)
            : new ClosingOver();
    }
}

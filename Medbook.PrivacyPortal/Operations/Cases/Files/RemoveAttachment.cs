using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A person takes a file off their desk. What was sent stays.</summary>
public sealed class RemoveAttachment(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid request, Guid file, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemoveAttachment) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await FileDesk.RemoveAsync(db, vault, who, FileReach.OfPerson(db, who, request), file, clock.GetUtcNow(), ct);
    }
}

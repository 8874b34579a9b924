using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Another key was put in place at the same moment.</summary>
public sealed record SigningKeyChanged() : Problem("copy.signing-key-changed");

/// <summary>Puts a new key in the place of the one that signs copies. The old one stays published: what it signed stays good.</summary>
public sealed class RotateSigningKey(IDbContextFactory<PortalDb> dbs, SigningKeys keys, Guard guard)
{
    /// <returns>Name of the new key.</returns>
    public async Task<Result<string>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RotateSigningKey) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var current = await db.SigningKeys.Where(key => key.State == SigningKeyState.Current).Select(key => key.Kid).SingleOrDefaultAsync(ct);

        using var made = await keys.MakeAsync(ct);
        var entry = AuditEntry.Of(who, AuditAction.SigningKeyMade, made.Key.MadeAt, reference: made.Key.Kid, detail: current is null ? null : "instead of another");
        return await SigningKeyStore.ReplaceAsync(db, made.Key, current, entry, ct) ? made.Key.Kid : new SigningKeyChanged();
    }
}

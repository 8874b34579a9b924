using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Takes the shipped texts of choices in, each version once. Other words under a number that is taken are refused: people decided on them.</summary>
public sealed class InstallConsentTexts(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.InstallConsentTexts) is { } denied) return denied;
        return await InstallAsync(who, ConsentTextFile.Shipped(), ct);
    }

    internal async Task<Result> InstallAsync(Actor who, IReadOnlyList<ShippedText> shipped, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var version in shipped)
        {
            var texts = PortalCultures.All.Select(language => ConsentText.Of(version, language, now)).ToList();
            var stored = await StoredAsync(db, version, ct);
            if (stored.Count > 0)
            {
                if (!stored.SetEquals(texts.Select(text => text.Hash))) return new ConsentTextRewritten(version.Purpose, version.Version);
                continue;
            }
            db.ConsentTexts.AddRange(texts);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ConsentTextInstalled, now, reference: $"{version.Purpose} {version.Version}"));
        }
        if (!db.ChangeTracker.HasChanges()) return Result.Ok;
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another instance that starts at the same moment was faster; anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            foreach (var version in shipped)
            {
                if ((await StoredAsync(again, version, ct)).Count == 0) throw;
            }
            return Result.Ok;
        }
    }

    private static Task<HashSet<string>> StoredAsync(PortalDb db, ShippedText version, CancellationToken ct) =>
        db.ConsentTexts.Where(t => t.Purpose == version.Purpose && t.Version == version.Version).Select(t => t.Hash).ToHashSetAsync(ct);
}

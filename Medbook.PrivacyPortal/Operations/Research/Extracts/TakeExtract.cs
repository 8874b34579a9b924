using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>An extract that leaves the portal. Whoever gets it disposes of it.</summary>
/// <param name="Content">The ZIP, in clear; it can seek.</param>
/// <param name="FileName">The name it gets on the officer's disk.</param>
/// <param name="ReleasedAt">When it was released (UTC).</param>
public sealed record TakenExtract(Stream Content, string FileName, DateTimeOffset ReleasedAt) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>
/// An officer downloads an extract for the partner. The whole file is checked before the first byte leaves. That it was downloaded is written
/// before, against the revision that was read: who withdraws in the same moment either finds that it left, or has thrown it away.
/// </summary>
public sealed partial class TakeExtract(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock, ILogger<TakeExtract> log)
{
    public async Task<Result<TakenExtract>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TakeExtract) is { } denied) return denied;
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            if (await db.ResearchExtracts.SingleOrDefaultAsync(e => e.Id == id, ct) is not { } extract) return new NotFound();
            // Of a study that was retired nothing leaves any more.
            if (!await db.Studies.AnyAsync(s => s.Id == extract.Study && s.State == StudyState.Published, ct)) return new ExtractStudyNotReady();
            if (extract.Take(clock.GetUtcNow()).Problem is { } problem) return problem;
            try
            {
                var file = await db.VaultFiles.AsNoTracking().SingleAsync(f => f.Id == extract.File, ct);
                if (!await vault.VerifyAsync(file, ct)) return new ExtractVaultUnavailable();
                db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ExtractTaken, clock.GetUtcNow(), reference: id.ToString(), detail: extract.Study.ToString()));
                await db.SaveChangesAsync(ct);
                return new TakenExtract(
                    await vault.OpenReadAsync(file, ct), $"medbook-study-{extract.Study:n}-{BrusselsTime.DateOf(extract.ReleasedAt!.Value):yyyy-MM-dd}.zip", extract.ReleasedAt.Value);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody withdrew, or downloaded it, too: look again.
            }
            catch (VaultException fault)
            {
                LogVault(fault, id);
                return new ExtractVaultUnavailable();
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Extract {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>A copy that leaves the portal. Whoever gets it disposes of it.</summary>
/// <param name="Content">The ZIP, in clear; it can seek.</param>
/// <param name="FileName">The name it gets on the person's disk; it names nobody.</param>
/// <param name="MadeAt">When its data was read (UTC).</param>
public sealed record OpenedCopy(Stream Content, string FileName, DateTimeOffset MadeAt) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A person downloads a copy. The whole file is checked before the first byte leaves, and each download is audited.</summary>
public sealed partial class OpenCopy(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock, ILogger<OpenCopy> log)
{
    public async Task<Result<OpenedCopy>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenCopy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var copy = await db.Copies.SingleOrDefaultAsync(c => c.Id == id && c.Subject == who.Subject, ct);
        if (copy is null) return new NotFound();
        if (copy.WhyNotAt(clock.GetUtcNow()) is { } problem) return problem;

        var file = await CopyFile.OfAsync(db, copy, ct);
        try
        {
            if (file is null || !await vault.VerifyAsync(file, ct)) return await LoseAsync(db, who, copy, file, ct);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyTaken, clock.GetUtcNow(), copy.Subject, id.ToString(), copy.Kind.ToString()));
            await db.SaveChangesAsync(ct);
            return new OpenedCopy(await vault.OpenReadAsync(file, ct), NameOf(copy), copy.MadeAt!.Value);
        }
        catch (VaultDestroyedException)
        {
            return await LoseAsync(db, who, copy, file, ct);
        }
        catch (VaultUnavailableException fault)
        {
            LogVault(fault, id);
            return new CopyVaultUnavailable();
        }
    }

    private async Task<Result<OpenedCopy>> LoseAsync(PortalDb db, Actor who, DataCopy copy, VaultFile? file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        copy.Lose(now);
        file?.Destroy(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyLost, now, copy.Subject, copy.Id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It expired, or was thrown away, in this moment.
            return new CopyGone();
        }
        CopyFile.Remove(vault, copy.FileId);
        LogLost(copy.Id, copy.FileId);
        return new CopyDamaged();
    }

    private static string NameOf(DataCopy copy) =>
        $"medbook-{(copy.Kind == CopyKind.Access ? "access" : "portability")}-{BrusselsTime.DateOf(copy.MadeAt!.Value):yyyy-MM-dd}.zip";

    [LoggerMessage(LogLevel.Error, "Copy {Id} can no longer be read: its file {File} is not what was written. It was destroyed.")]
    private partial void LogLost(Guid id, Guid? file);

    [LoggerMessage(LogLevel.Error, "Copy {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

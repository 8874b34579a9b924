using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>An officer looks at the picture of an answer. The look is written before a byte is returned, and the person sees it (rules U1 and U4).</summary>
public sealed partial class OpenIdentityPicture(
    IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock, ILogger<OpenIdentityPicture> log)
{
    /// <returns>The picture, a JPEG; whoever gets it disposes of it.</returns>
    public async Task<Result<Stream>> RunAsync(Actor who, Guid request, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenIdentityPicture) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var question = await db.IdentityQuestions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id && q.RequestId == request, ct);
        if (question is null) return new NotFound();
        if (question is not { State: QuestionState.Answered, FileId: { } fileId }) return new PictureGone();
        if (await db.VaultFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, ct) is not { } file) return new PictureGone();

        await ViewLog.StaffLooksAsync(db, who, AuditAction.IdentityPictureViewed, question.Subject, id.ToString(), clock.GetUtcNow(), ct);
        try
        {
            return await vault.VerifyAsync(file, ct) ? await vault.OpenReadAsync(file, ct) : new PictureGone();
        }
        catch (VaultDestroyedException)
        {
            return new PictureGone();
        }
        catch (VaultException fault)
        {
            LogVault(fault, id);
            return new PictureVaultUnavailable();
        }
    }

    [LoggerMessage(LogLevel.Error, "The picture for question {Id} cannot be read: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

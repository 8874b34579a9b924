using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// Takes a picture into the vault as it comes: what lies on the disk was never there in clear. The question knows the file before its
/// first byte, so whatever breaks off is destroyed at once, or, after a kill, with the question.
/// </summary>
public sealed partial class PictureKeeper(FileVault vault, PortalSettings settings, TimeProvider clock, ILogger<PictureKeeper> log)
{
    /// <param name="db">Where the question is tracked.</param>
    /// <param name="question">A question that waits.</param>
    /// <param name="picture">The bytes, as the browser sends them.</param>
    /// <param name="save">Saves the answer with its file, once that is whole.</param>
    /// <param name="ct">The browser is gone.</param>
    public async Task<Result> KeepAsync(PortalDb db, IdentityQuestion question, Stream picture, Func<VaultFile, Task<Result>> save, CancellationToken ct)
    {
        try
        {
            var file = await vault.NewFileAsync(question.Subject.Value, ct);
            if (!await BeginAsync(db, question, file, ct)) return new ChangedMeanwhile();
            Problem? problem;
            try
            {
                problem = await FillAsync(file, picture, ct);
            }
            catch (Exception)
            {
                await ForgetAsync(db, file);
                throw;
            }
            // An accident in here may have been a commit whose answer was lost: then the file is the answer, and goes with the question.
            problem ??= (await save(file)).Problem;
            if (problem is null) return Result.Ok;
            await ForgetAsync(db, file);
            return problem;
        }
        catch (VaultException fault)
        {
            LogVault(fault, question.Id);
            return new PictureVaultUnavailable();
        }
    }

    private async Task<bool> BeginAsync(PortalDb db, IdentityQuestion question, VaultFile file, CancellationToken ct)
    {
        var former = question.FileId;
        question.Receive(file.Id);
        db.VaultFiles.Add(file);
        await IdentityFile.DestroyAsync(db, former, clock.GetUtcNow(), ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        DestroyedBytes.Remove(vault, former);
        return true;
    }

    private async Task<Problem?> FillAsync(VaultFile file, Stream picture, CancellationToken ct)
    {
        await using var writer = await vault.OpenWriteAsync(file, ct);
        var outcome = await UploadGate.PassAsync(picture, name: null, settings.Uploads.FileBytes, writer, ct);
        if (outcome.Refusal is { } refusal) return refusal.Problem(settings.Uploads);
        // The browser makes a JPEG of what was covered; another kind came past it.
        if (outcome.File!.Kind != FileKind.Jpeg) return new PictureNotMasked();
        file.Complete(await writer.CompleteAsync(ct));
        return null;
    }

    // By statement: what the context tracks is not what is stored.
    private async Task ForgetAsync(PortalDb db, VaultFile file)
    {
        await db.VaultFiles.Where(f => f.Id == file.Id && f.State != VaultFileState.Destroyed)
            .ExecuteUpdateAsync(change => change
                .SetProperty(f => f.State, VaultFileState.Destroyed)
                .SetProperty(f => f.WrappedKey, (byte[]?)null)
                .SetProperty(f => f.DestroyedAt, clock.GetUtcNow()), CancellationToken.None);
        DestroyedBytes.Remove(vault, file.Id);
    }

    [LoggerMessage(LogLevel.Error, "The picture for question {Id} could not be kept: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

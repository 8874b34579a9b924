using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>
/// Makes the copy that waits longest: claims its run, writes it straight into the vault, and writes down how that ended. Any
/// number of instances may run at once; one that was interrupted begins anew.
/// </summary>
public sealed partial class MakeCopy(
    IDbContextFactory<PortalDb> dbs, FileVault vault, SourceCatalog sources, ReadRegister readRegister, CopyWriter writer,
    CopyMails mails, KeyedHash hash, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<MakeCopy> log)
{
    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance makes the copy.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.MakeCopy) is { } denied) return denied;
        var register = await readRegister.RunAsync(who, ct);
        if (!register.IsOk) return register.Problem;

        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, RunKind.MakeCopy, clock.GetUtcNow(), ct) is { } run)
        {
            var copy = await db.Copies.SingleAsync(c => c.Id == run.Reference, ct);
            var former = await CopyFile.OfAsync(db, copy, ct);
            var work = new CopyRun(db, who, run, copy, former, clock);
            var (claimed, into) = await ClaimAsync(work, ct);
            if (claimed)
            {
                CopyFile.Remove(vault, former?.Id);
                if (into is not null) await WriteAsync(db, work, into, register.Value, ct);
                return true;
            }
            // Another instance was faster, or the person called it off in this moment: look again.
            db.ChangeTracker.Clear();
        }
        return false;
    }

    /// <summary>Begins the run, or ends it where there is no use in beginning.</summary>
    /// <returns>Whether this instance has it, and the file to write into; none where it has ended.</returns>
    private async Task<(bool Claimed, VaultFile? Into)> ClaimAsync(CopyRun work, CancellationToken ct)
    {
        if (work.Run.CancelAsked) return (await work.StopAsync(), null);
        if (work.Run.TriesAreSpent) return (await FailAsync(work, CopyFailure.Interrupted, []), null);
        VaultFile into;
        try
        {
            into = await vault.NewFileAsync(work.Copy.Subject.Value, ct);
        }
        catch (VaultException fault)
        {
            LogVault(fault, work.Copy.Id);
            return (await FailAsync(work, CopyFailure.VaultUnavailable, []), null);
        }
        var begun = await work.BeginAsync(into);
        if (begun) LogClaimed(work.Copy.Id, work.Run.Tries);
        return (begun, into);
    }

    private async Task WriteAsync(PortalDb db, CopyRun work, VaultFile into, RegisterVersion register, CancellationToken ct)
    {
        await using var pulse = new RunPulse(dbs, work.Run, clock, ct);
        var isKept = false;
        try
        {
            var texts = await ReviewedTexts.OfAsync(db, hash, work.Copy.Subject, pulse.Token);
            isKept = await WriteAsync(work, into, await OrderAsync(db, work.Copy, register, texts, pulse.Token), texts, pulse);
        }
        catch (VaultException fault)
        {
            LogVault(fault, work.Copy.Id);
            await FailAsync(work, fault is VaultFullException ? CopyFailure.DiskFull : CopyFailure.VaultUnavailable, []);
        }
        catch (Exception) when (pulse.Heard == Heartbeat.Cancelled)
        {
            await work.StopAsync();
            LogStopped(work.Copy.Id);
        }
        catch (Exception) when (pulse.Heard == Heartbeat.Lost)
        {
            LogLost(work.Copy.Id);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await work.LetGoAsync();
            LogLetGo(work.Copy.Id);
        }
        // Not after any other fault: a commit whose answer was lost may have been one, and then the bytes are the copy.
        if (!isKept) CopyFile.Remove(vault, into.Id);
    }

    private async Task<bool> WriteAsync(CopyRun work, VaultFile into, CopyOrder order, ReviewedTexts texts, RunPulse pulse)
    {
        CopyContent content;
        await using (var target = await vault.OpenWriteAsync(into, pulse.Token))
        {
            LogFileBegun(work.Copy.Id, into.Id);
            var manifest = await writer.WriteAsync(order with { OnProgress = TellAsync }, target, pulse.Token);
            content = CopyContents.Of(manifest, order.OnlyReviewed ? 0 : texts.Unjudged);
            // Nothing was read, and something should have been: that is no copy.
            if (manifest.Status == CopyStatus.Failed || (content.Records == 0 && content.Missing.Count > 0))
            {
                await FailAsync(work, CopyFailure.SourcesUnavailable, content.Missing);
                return false;
            }
            content = content with { Bytes = await target.CompleteAsync(pulse.Token) };
            LogFileCompleted(work.Copy.Id, content.Bytes);
        }
        await pulse.EndAsync();
        var kept = await work.ReadyAsync(content, order.At, settings.Copies.Keep, address => mails.Ready(address, work.Copy));
        if (kept) LogFinished(work.Copy.Id, content.Completeness, content.Records);
        else LogLost(work.Copy.Id);
        return kept;

        ValueTask TellAsync(CopyProgress at, CancellationToken _) =>
            pulse.TellAsync(new RunProgress(at.Part, at.Parts, at.Records, at.TotalRecords, $"{at.Source}/{at.Dataset}"));
    }

    private async Task<bool> FailAsync(CopyRun work, CopyFailure why, IReadOnlyList<MissingPart> missing)
    {
        var written = await work.FailAsync(why, missing, address => mails.Failed(address, work.Copy));
        if (written) LogFailed(work.Copy.Id, why);
        return written;
    }

    private async Task<CopyOrder> OrderAsync(PortalDb db, DataCopy copy, RegisterVersion register, ReviewedTexts texts, CancellationToken ct) =>
        new(copy.Kind, await PersonInSource.AllOfAsync(db, sources, copy.Subject, ct), register, Reviewed: false, clock.GetUtcNow())
        {
            Language = PortalCultures.Of(copy.Language),
            Compression = settings.Copies.Compression!.Value,
            Released = texts.IsReleased,
            HeldBack = texts.IsHeldBack,
            OnlyReviewed = copy.SupplementOf is not null,
        };

    [LoggerMessage(LogLevel.Debug, "Copy {Id}: claimed, try {Tries}.")]
    private partial void LogClaimed(Guid id, int tries);

    [LoggerMessage(LogLevel.Debug, "Copy {Id}: file {File} begun.")]
    private partial void LogFileBegun(Guid id, Guid file);

    [LoggerMessage(LogLevel.Debug, "Copy {Id}: file completed with {Bytes} bytes.")]
    private partial void LogFileCompleted(Guid id, long bytes);

    [LoggerMessage(LogLevel.Debug, "Copy {Id}: finished, {Completeness} with {Records} records.")]
    private partial void LogFinished(Guid id, CopyStatus completeness, long records);

    [LoggerMessage(LogLevel.Debug, "Copy {Id}: called off; nothing of it is left.")]
    private partial void LogStopped(Guid id);

    [LoggerMessage(LogLevel.Information, "Copy {Id} is let go, because the portal stops; it begins anew.")]
    private partial void LogLetGo(Guid id);

    [LoggerMessage(LogLevel.Warning, "Copy {Id} took longer than its lease, or its file was destroyed meanwhile; this try is thrown away.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Warning, "Copy {Id} could not be made ({Why}).")]
    private partial void LogFailed(Guid id, CopyFailure why);

    [LoggerMessage(LogLevel.Error, "Copy {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// Reads the data of the extract that waits longest into a file of the vault, counts who could be told from the others, and leaves the
/// figures for an officer. Nothing leaves by that. One that was interrupted begins anew.
/// </summary>
/// <remarks>Rule C4.</remarks>
public sealed partial class MakeExtract(
    IDbContextFactory<PortalDb> dbs, FileVault vault, StudyVault studies, SourceCatalog sources, PeopleOfStudy people, Guard guard, TimeProvider clock, ILogger<MakeExtract> log)
{
    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance begins anew.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.MakeExtract) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, RunKind.MakeExtract, clock.GetUtcNow(), ct) is { } run)
        {
            var work = new ExtractRun(db, who, run, await db.ResearchExtracts.SingleAsync(e => e.Id == run.Reference, ct), clock);
            if (await ClaimAsync(work, ct))
            {
                if (work.Into is not null) await ReadAsync(work, ct);
                return true;
            }
            // Another instance was faster: look again.
            db.ChangeTracker.Clear();
        }
        return false;
    }

    private async Task<bool> ClaimAsync(ExtractRun work, CancellationToken ct)
    {
        if (work.Run.TriesAreSpent) return await work.FailAsync(ExtractFailure.Interrupted);
        try
        {
            var claimed = await work.BeginReadingAsync(await vault.NewFileAsync(work.Extract.Id, ct));
            if (claimed) LogClaimed(work.Extract.Id, work.Run.Tries);
            return claimed;
        }
        catch (VaultException fault)
        {
            LogVault(fault, work.Extract.Id);
            return await work.FailAsync(ExtractFailure.VaultUnavailable);
        }
    }

    private async Task ReadAsync(ExtractRun work, CancellationToken ct)
    {
        await using var pulse = new RunPulse(dbs, work.Run, clock, ct);
        try
        {
            await ReadAsync(work, pulse);
        }
        catch (VaultException fault)
        {
            LogVault(fault, work.Extract.Id);
            await work.FailAsync(ExtractFailure.VaultUnavailable);
        }
        catch (Exception) when (pulse.Heard == Heartbeat.Lost)
        {
            LogLost(work.Extract.Id);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await work.LetGoAsync();
        }
    }

    private async Task ReadAsync(ExtractRun work, RunPulse pulse)
    {
        var (db, extract) = (work.Db, work.Extract);
        var plan = await db.StudyVersions.Where(v => v.Study == extract.Study && v.Version == extract.Version).Select(v => v.Plan).SingleAsync(pulse.Token);
        if (ExtractPart.Of(sources, plan) is not { } parts)
        {
            await work.FailAsync(ExtractFailure.FieldClosed);
            return;
        }
        // What earlier tries found are nobody's members any more.
        await db.ExtractMembers.Where(m => m.Extract == extract.Id && m.Reading != extract.Reading).ExecuteDeleteAsync(pulse.Token);
        using var marks = await studies.OpenAsync(extract.Study, pulse.Token);
        var reading = new ExtractReading(dbs, people, extract, parts, marks, pulse, log);
        await using var target = await vault.OpenWriteAsync(work.Into!, pulse.Token);
        if (await reading.ReadAsync(target) is not { } datasets)
        {
            await work.FailAsync(ExtractFailure.SourceUnavailable, reading.Failed);
            return;
        }
        var bytes = await target.CompleteAsync(pulse.Token);
        LogStaged(extract.Id, bytes);
        var figures = await ExtractClasses.CountAsync(db, extract, plan.K, pulse.Token);
        await pulse.EndAsync();
        if (figures.WhyNot(plan.MostSuppressed) is { } why)
        {
            await work.RefuseAsync(figures, why);
            LogRefused(extract.Id, why);
        }
        else if (await work.PrepareAsync(figures, datasets, bytes)) LogPrepared(extract.Id, figures.People, figures.Suppressed);
        else LogLost(extract.Id);
    }

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: claimed, try {Tries}.")]
    private partial void LogClaimed(Guid id, int tries);

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: all read, {Bytes} bytes.")]
    private partial void LogStaged(Guid id, long bytes);

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: prepared, {People} people, {Suppressed} left out.")]
    private partial void LogPrepared(Guid id, int people, int suppressed);

    [LoggerMessage(LogLevel.Information, "Extract {Id} is refused ({Why}).")]
    private partial void LogRefused(Guid id, ExtractFailure why);

    [LoggerMessage(LogLevel.Warning, "Extract {Id} took longer than its lease, or was changed meanwhile; this try is thrown away.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Error, "Extract {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

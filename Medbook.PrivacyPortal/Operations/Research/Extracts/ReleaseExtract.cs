using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// Releases an extract: looks at everybody again, counts k again, writes the file that leaves, and commits with the study's revision that
/// was read before. Who withdraws meanwhile changes that revision, so one of the two comes first: either the person is not in the file, or
/// their withdrawal finds it released and tells the partner.
/// </summary>
/// <remarks>GDPR 7(3); rules C2, C4.</remarks>
public sealed partial class ReleaseExtract(
    IDbContextFactory<PortalDb> dbs, FileVault vault, StudyVault studies, SourceCatalog sources, PeopleOfStudy people, SigningKeys keys,
    PortalSettings settings, Guard guard, TimeProvider clock, ILogger<ReleaseExtract> log)
{
    private const int MostPasses = 20;

    /// <param name="who">The portal.</param>
    /// <param name="ct">The instance is shut down: the run is let go, and another instance begins anew.</param>
    /// <returns>Whether there was a run to do.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReleaseExtract) is { } denied) return denied;
        if (await ClaimAsync(who, ct) is not { } run) return false;
        await using var pulse = new RunPulse(dbs, run, clock, ct);
        for (var pass = 1; pass <= MostPasses + 1; pass++)
        {
            // A context of its own each time: what a pass changed and could not commit is forgotten.
            await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
            if (await FindAsync(db, who, run) is not { } work) break;
            if (await TryAsync(work, pass, pulse, ct)) return true;
            LogAgain(work.Extract.Id, pass);
        }
        LogLost(run.Reference);
        return true;
    }

    private async Task<Run?> ClaimAsync(Actor who, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (await RunQueue.NextAsync(db, RunKind.ReleaseExtract, clock.GetUtcNow(), ct) is { } run)
        {
            try
            {
                if (run.TriesAreSpent)
                {
                    var spent = new ExtractRun(db, who, run, await db.ResearchExtracts.SingleAsync(e => e.Id == run.Reference, ct), clock);
                    await spent.HoldBackAsync(ExtractFailure.Interrupted);
                }
                else
                {
                    run.Claim(clock.GetUtcNow());
                    await db.SaveChangesAsync(ct);
                    return run;
                }
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another instance was faster: look again.
            }
            db.ChangeTracker.Clear();
        }
        return null;
    }

    /// <summary>The run as it stands now; null where another instance has it.</summary>
    private async Task<ExtractRun?> FindAsync(PortalDb db, Actor who, Run claimed) =>
        await db.Runs.SingleOrDefaultAsync(r => r.Id == claimed.Id && r.Fence == claimed.Fence, CancellationToken.None) is { State: RunState.Running } run
            ? new ExtractRun(db, who, run, await db.ResearchExtracts.SingleAsync(e => e.Id == run.Reference, CancellationToken.None), clock) : null;

    private async Task<bool> TryAsync(ExtractRun work, int pass, RunPulse pulse, CancellationToken ct)
    {
        if (pass > MostPasses) return await work.HoldBackAsync(ExtractFailure.Restless);
        try
        {
            return await PassAsync(work, pass, pulse);
        }
        catch (VaultException fault)
        {
            LogVault(fault, work.Extract.Id);
            return await work.HoldBackAsync(ExtractFailure.VaultUnavailable);
        }
        catch (Exception fault) when (pulse.Heard == Heartbeat.Lost || DatabaseFault.IsDeadlock(fault))
        {
            // Another instance has it, or somebody's withdrawal wanted the same rows: whoever comes again looks again.
            return false;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return await work.LetGoAsync();
        }
    }

    /// <returns>Whether it came to an end; false where somebody decided meanwhile.</returns>
    private async Task<bool> PassAsync(ExtractRun work, int pass, RunPulse pulse)
    {
        var (db, extract, ct) = (work.Db, work.Extract, pulse.Token);
        // Read first: whatever is decided from here on changes it.
        var study = await db.Studies.SingleAsync(s => s.Id == extract.Study, ct);
        var version = await db.StudyVersions.SingleAsync(v => v.Study == extract.Study && v.Version == extract.Version, ct);
        if (await ExtractRules.WhyNotAsync(db, study, extract.Version, clock.GetUtcNow(), ct) is not null) return await work.HoldBackAsync(ExtractFailure.StudyNotReady);
        if (ExtractPart.Of(sources, version.Plan) is not { } parts) return await work.HoldBackAsync(ExtractFailure.FieldClosed);

        await ExtractRecheck.RunAsync(db, people, extract, parts, ct);
        var figures = await ExtractClasses.CountAsync(db, extract, version.Plan.K, ct);
        LogChecked(extract.Id, figures.Kept);
        if (figures.WhyNot(version.Plan.MostSuppressed) is { } why) return await work.RefuseAsync(figures, why);

        if (!await work.BeginReleaseAsync(await vault.NewFileAsync(extract.Id, ct), pass)) return false;
        var written = await WriteAsync(work, version, parts, figures, ct);
        await pulse.EndAsync();
        return await CommitAsync(work, study, figures, written);
    }

    private async Task<Written> WriteAsync(ExtractRun work, StudyVersion version, IReadOnlyList<ExtractPart> parts, ExtractFigures figures, CancellationToken ct)
    {
        var staged = await work.Db.VaultFiles.SingleAsync(file => file.Id == work.Extract.StagedFile, ct);
        using var marks = await studies.OpenAsync(work.Extract.Study, ct);
        using var signer = await keys.OpenAsync(ct);
        var archive = new ExtractArchive(work.Extract, version, parts, marks, settings.Copies.Compression!.Value, clock.GetUtcNow());
        await using var target = await vault.OpenWriteAsync(work.Into!, ct);
        var hash = await archive.WriteAsync(
            target, figures, signer, async () => await vault.OpenReadAsync(staged, ct), () => new MemberWalk(dbs, work.Extract), ct);
        var bytes = await target.CompleteAsync(ct);
        LogFileWritten(work.Extract.Id, bytes);
        return new Written(archive.Datasets, bytes, hash);
    }

    private async Task<bool> CommitAsync(ExtractRun work, Study study, ExtractFigures figures, Written written)
    {
        var (db, extract, now) = (work.Db, work.Extract, clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await work.DestroyAsync(extract.StagedFile, now);
        work.Into!.Complete(written.Bytes);
        extract.Release(figures, written.Datasets, now);
        study.Touch();
        work.Run.Done(written.Datasets.Sum(dataset => dataset.Rows), now);
        if (!await work.SaveAsync(AuditAction.ExtractReleased, written.Hash)) return false;
        // Who is in it stays known, for the partner to remove them one day; who is not, and who is like whom, does not.
        var members = ExtractClasses.MembersOf(db, extract);
        await members.Where(m => m.State != MemberState.In).ExecuteDeleteAsync(CancellationToken.None);
        await members.ExecuteUpdateAsync(set => set.SetProperty(m => m.Class, ""), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        LogReleased(extract.Id, figures.Kept);
        return true;
    }

    private sealed record Written(IReadOnlyList<ExtractedDataset> Datasets, long Bytes, string Hash);

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: everybody looked at again, {People} people stay.")]
    private partial void LogChecked(Guid id, int people);

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: written, {Bytes} bytes.")]
    private partial void LogFileWritten(Guid id, long bytes);

    [LoggerMessage(LogLevel.Debug, "Extract {Id}: released, {People} people.")]
    private partial void LogReleased(Guid id, int people);

    [LoggerMessage(LogLevel.Information, "Extract {Id}: somebody decided while it was written; pass {Pass} is thrown away.")]
    private partial void LogAgain(Guid id, int pass);

    [LoggerMessage(LogLevel.Warning, "Extract {Id} took longer than its lease; this try is thrown away.")]
    private partial void LogLost(Guid id);

    [LoggerMessage(LogLevel.Error, "Extract {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}

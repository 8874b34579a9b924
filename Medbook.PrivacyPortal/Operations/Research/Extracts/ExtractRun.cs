using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>
/// A run that makes or releases an extract, with the rows it changes. Every end is one transaction, and none of it counts where another
/// instance has taken the run over (the fence) or somebody changed the extract.
/// </summary>
internal sealed class ExtractRun(PortalDb db, Actor who, Run run, ResearchExtract extract, TimeProvider clock)
{
    public PortalDb Db => db;

    public Run Run => run;

    public ResearchExtract Extract => extract;

    /// <summary>The file that is being written.</summary>
    public VaultFile? Into { get; private set; }

    /// <summary>Begins to read into a new file.</summary>
    public async Task<bool> BeginReadingAsync(VaultFile into)
    {
        var now = clock.GetUtcNow();
        run.Claim(now);
        // What an earlier try read goes with its key.
        await DestroyAsync(extract.StagedFile, now);
        Write(into);
        extract.Begin(into.Id, run.Fence, now);
        return await SaveAsync(AuditAction.ExtractBegun, $"try {run.Tries}");
    }

    /// <summary>Begins to write what leaves into a new file; what an earlier pass wrote goes with its key.</summary>
    public async Task<bool> BeginReleaseAsync(VaultFile into, int pass)
    {
        await DestroyAsync(extract.File, clock.GetUtcNow());
        Write(into);
        extract.BeginRelease(into.Id);
        return await SaveAsync(AuditAction.ExtractReleaseBegun, $"try {run.Tries}, pass {pass}");
    }

    /// <summary>It was read.</summary>
    public Task<bool> PrepareAsync(ExtractFigures figures, IReadOnlyList<ExtractedDataset> datasets, long bytes)
    {
        var now = clock.GetUtcNow();
        Into!.Complete(bytes);
        extract.Prepare(figures, datasets);
        run.Done(datasets.Sum(dataset => dataset.Rows), now);
        return SaveAsync(AuditAction.ExtractPrepared, $"people {figures.People}, left out {figures.Suppressed}");
    }

    /// <summary>Too many people could be told from the others: what was read goes.</summary>
    public async Task<bool> RefuseAsync(ExtractFigures figures, ExtractFailure why)
    {
        extract.Refuse(figures, why, clock.GetUtcNow());
        return await EndAsync(AuditAction.ExtractRefused, why, $"people {figures.People}, left out {figures.Suppressed}");
    }

    /// <summary>It could not be made: what was read goes.</summary>
    public async Task<bool> FailAsync(ExtractFailure why, string? source = null)
    {
        extract.Fail(why, source, clock.GetUtcNow());
        return await EndAsync(AuditAction.ExtractFailed, why, why.ToString());
    }

    /// <summary>It could not be released now: what was read stays, and an officer may ask again.</summary>
    public async Task<bool> HoldBackAsync(ExtractFailure why)
    {
        var now = clock.GetUtcNow();
        await DestroyAsync(extract.File, now);
        extract.HoldBack(why);
        run.Fail(why.Problem().Code, now);
        return await SaveAsync(AuditAction.ExtractFailed, why.ToString());
    }

    /// <summary>This instance is shut down: the next one begins anew at once.</summary>
    public async Task<bool> LetGoAsync()
    {
        var now = clock.GetUtcNow();
        if (extract.State is ExtractState.Making)
        {
            await DestroyAsync(extract.StagedFile, now);
            extract.Wait();
        }
        else
        {
            await DestroyAsync(extract.File, now);
            extract.LetGo();
        }
        run.LetGo();
        return await SaveAsync(AuditAction.ExtractInterrupted, null);
    }

    /// <summary>Saves what was changed, with its audit entry.</summary>
    /// <returns>Whether it counts.</returns>
    public async Task<bool> SaveAsync(AuditAction action, string? detail)
    {
        db.AuditEntries.Add(AuditEntry.Of(who, action, clock.GetUtcNow(), reference: extract.Id.ToString(), detail: detail));
        try
        {
            // What has happened is written down, whoever is in a hurry to stop.
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Forgets the key of a file; its bytes follow by the job.</summary>
    public async Task DestroyAsync(Guid? file, DateTimeOffset now)
    {
        if (file is { } id && await db.VaultFiles.SingleOrDefaultAsync(f => f.Id == id, CancellationToken.None) is { } known) known.Destroy(now);
    }

    // With its files it loses its members: nobody is in an extract that never leaves.
    private async Task<bool> EndAsync(AuditAction action, ExtractFailure why, string detail)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await DestroyAsync(extract.StagedFile, now);
        await DestroyAsync(extract.File, now);
        run.Fail(why.Problem().Code, now);
        if (!await SaveAsync(action, detail)) return false;
        await db.ExtractMembers.Where(m => m.Extract == extract.Id).ExecuteDeleteAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private void Write(VaultFile into)
    {
        db.VaultFiles.Add(into);
        Into = into;
    }
}

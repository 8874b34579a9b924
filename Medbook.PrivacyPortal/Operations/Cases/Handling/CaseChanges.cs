using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// What every change of a case by the team has in common: the case as the officer saw it, and the change, its audit entry and its mail
/// in one transaction. Of two officers at once the second is told; nothing of the first's is overwritten.
/// </summary>
public sealed class CaseChanges(IDbContextFactory<PortalDb> dbs, PortalSettings settings, TimeProvider clock)
{
    // Who adds a line to a case whose every other line may grow meanwhile tries again this often.
    private const int Tries = 5;

    /// <summary>Changes a case that the officer saw.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw; another one means that a colleague, or the person, was faster.</param>
    /// <param name="change">Lets the request decide.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<Result> ApplyAsync(Actor who, Guid id, Guid revision, Func<CaseChange, Task<Result>> change, CancellationToken ct)
    {
        try
        {
            return await SaveAsync(who, id, revision, change, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }

    /// <summary>Adds a message to a case, once: whoever sends it again under the same identifier is told that it is done.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw; null where it does not matter what else happened.</param>
    /// <param name="message">The identifier of the message.</param>
    /// <param name="change">Lets the request say it.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<Result> SayAsync(Actor who, Guid id, Guid? revision, Guid message, Func<CaseChange, Task<Result>> change, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            if (await IsSaidAsync(id, message, ct)) return Result.Ok;
            try
            {
                var saved = await SaveAsync(who, id, revision, change, ct);
                // The other of two clicks may have been done between the look above and this one.
                return saved.IsOk || !await IsSaidAsync(id, message, ct) ? saved : Result.Ok;
            }
            catch (DbUpdateException conflict) when (!ct.IsCancellationRequested)
            {
                // Sent twice at the same moment, or written beside a colleague. Anything else is an accident.
                if (await IsSaidAsync(id, message, ct)) return Result.Ok;
                if (conflict is not DbUpdateConcurrencyException) throw;
                if (revision is not null || tried == Tries) return new ChangedMeanwhile();
            }
        }
    }

    private async Task<Result> SaveAsync(Actor who, Guid id, Guid? revision, Func<CaseChange, Task<Result>> change, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        // A draft is nobody's business but the person's.
        var request = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        if (request.Subject == who.Subject) return new OwnCase();
        var isAsSeen = revision is null || request.Revision == revision;
        // What cannot be done at all is said first: that it is answered says more than that it changed.
        if ((await change(new CaseChange(db, request, who, clock.GetUtcNow(), settings, ct))).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private async Task<bool> IsSaidAsync(Guid id, Guid message, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.CaseMessages.AnyAsync(m => m.Id == message && m.RequestId == id, ct);
    }
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>
/// An officer has judged every text: the person gets a supplement with the released ones, and a mail that says what was held back,
/// why, and where to complain. State, audit, mail and the supplement's run stand in one transaction.
/// </summary>
/// <remarks>GDPR 15(4), 20(4), 12(4); rule M2.</remarks>
public sealed class FinishReview(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, KeyedHash hash, ReviewMails mails, Guard guard, TimeProvider clock)
{
    /// <summary>Finishes a review.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The review.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was decided; refused while a text is unjudged, or while a source cannot be read.</returns>
    public async Task<Result<ReviewCounts>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.FinishReview) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.CopyReviews.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } review) return new NotFound();
        if (review.WhyNotBy(who) is { } problem) return problem;
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        var pass = await ReviewPass.OverAsync(db, sources, hash, register, review, decision: null, skip: 0, take: 0, ct);
        if (pass.Unreadable.Count > 0) return new SourceNotReadable(pass.Unreadable[0]);
        var (now, counts) = (clock.GetUtcNow(), pass.Counts);
        if (review.Finish(counts.Waiting, counts.Released, counts.HeldBack, who, now).Problem is { } unfinished) return unfinished;

        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.ReviewFinished, now, review.Subject, id.ToString(), $"released {counts.Released}, held back {counts.HeldBack}"));
        if (counts.Released > 0)
        {
            var supplement = DataCopy.Ask(review.Subject, review.Kind, review.Language, now, supplementOf: id);
            db.Copies.Add(supplement);
            db.Runs.Add(Run.Ask(RunKind.MakeCopy, review.Subject, supplement.Id, now));
        }
        if (await SubjectAddress.OfAsync(db, review.Subject, ct) is { } address)
        {
            db.OutgoingMails.Add(mails.Finished(address, review, pass.HeldFor, register.Authority, now));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return counts;
    }
}

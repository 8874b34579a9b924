using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>An officer judges the texts of a page: verdicts and one audit entry, in one transaction. While the review is open a verdict can change.</summary>
public sealed class JudgeTexts(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>Keeps the verdicts.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The review.</param>
    /// <param name="judgements">One per text of the page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, IReadOnlyList<TextJudgement> judgements, CancellationToken ct)
    {
        if (guard.Check(who, Permission.JudgeTexts) is { } denied) return denied;
        if (judgements.Select(judgement => judgement.Fault).FirstOrDefault(fault => fault is not null) is { } fault) return fault;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.CopyReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } review) return new NotFound();
        if (review.WhyNotBy(who) is { } problem) return problem;

        var now = clock.GetUtcNow();
        var marks = judgements.Select(judgement => judgement.Mark).ToList();
        var known = await db.TextVerdicts.Where(v => v.Subject == review.Subject && marks.Contains(v.Mark)).ToDictionaryAsync(v => v.Mark, ct);
        foreach (var judgement in judgements.DistinctBy(judgement => judgement.Mark))
        {
            if (known.TryGetValue(judgement.Mark, out var verdict)) verdict.Change(judgement, who, now);
            else db.TextVerdicts.Add(TextVerdict.Of(review.Subject, judgement, who, now));
        }
        var held = judgements.Count(judgement => judgement.Decision == TextDecision.HeldBack);
        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.TextsJudged, now, review.Subject, id.ToString(), $"released {judgements.Count - held}, held back {held}"));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // A colleague judged one of these texts at the same moment. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            var judged = await again.TextVerdicts.CountAsync(v => v.Subject == review.Subject && marks.Contains(v.Mark), ct);
            if (judged == known.Count) throw;
            return new ChangedMeanwhile();
        }
        return Result.Ok;
    }
}

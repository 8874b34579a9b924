using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>One text an officer reads.</summary>
/// <param name="Mark">What the portal knows it by.</param>
/// <param name="Label">What the field is called.</param>
/// <param name="Text">The text.</param>
/// <param name="Records">In how many records it stands: it is judged once.</param>
/// <param name="Decision">The verdict; null while it waits.</param>
/// <param name="Reason">Why it is held back.</param>
public sealed record ReviewText(string Mark, LocalText Label, string Text, int Records, TextDecision? Decision, HoldReason? Reason);

/// <summary>A value beside the texts, to understand them by.</summary>
public sealed record ReviewFact(LocalText Label, object Value);

/// <summary>A record whose texts an officer reads.</summary>
/// <param name="Source">What the source is called.</param>
/// <param name="Dataset">What the kind of record is called.</param>
/// <param name="Around">A few other values; what is about others is masked.</param>
/// <param name="Texts">The texts.</param>
public sealed record ReviewRecord(LocalText Source, LocalText Dataset, IReadOnlyList<ReviewFact> Around, IReadOnlyList<ReviewText> Texts);

/// <summary>A review as staff see it.</summary>
/// <param name="Review">The review.</param>
/// <param name="Counts">Its texts by verdict.</param>
/// <param name="Records">A page of records; none once the review is finished.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="HasMore">Whether a page follows.</param>
/// <param name="Unreadable">Sources that could not be read just now.</param>
public sealed record ReviewView(
    CopyReview Review, ReviewCounts Counts, IReadOnlyList<ReviewRecord> Records, int Page, bool HasMore, IReadOnlyList<LocalText> Unreadable);

/// <summary>A page of the texts of a review, straight from the sources. That somebody looks is written before anything is returned.</summary>
/// <remarks>GDPR 15(4), 20(4); rule U1. A finished review shows no text any more: there is nothing left to decide.</remarks>
public sealed class ReadReview(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, KeyedHash hash, Guard guard, TimeProvider clock)
{
    /// <summary>Records on a page.</summary>
    public const int PageSize = 10;

    /// <summary>Reads a page.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="id">The review.</param>
    /// <param name="decision">Texts with this verdict; null for those that wait.</param>
    /// <param name="page">Number of the page, from 1.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ReviewView>> RunAsync(Actor who, Guid id, TextDecision? decision, int page, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadReview) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.CopyReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } review) return new NotFound();
        if (review.Subject == who.Subject) return new OwnReview();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.ReviewViewed, review.Subject, id.ToString(), clock.GetUtcNow(), ct);
        if (review.State == ReviewState.Done)
        {
            return new ReviewView(review, new ReviewCounts(0, review.Released, review.HeldBack), [], Page: 1, HasMore: false, []);
        }
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        var number = Math.Clamp(page, 1, int.MaxValue / PageSize);
        var pass = await ReviewPass.OverAsync(db, sources, hash, register, review, decision, (number - 1) * PageSize, PageSize, ct);
        // The texts before this page were judged meanwhile: what is left stands on the first one.
        return pass.Page.Count == 0 && number > 1
            ? await RunAsync(who, id, decision, page: 1, ct)
            : new ReviewView(review, pass.Counts, [.. pass.Page.Select(row => RecordOf(pass, row.Record, row.Texts))], number, pass.HasMore, pass.Unreadable);
    }

    private static ReviewRecord RecordOf(ReviewPass pass, RecordWithTexts record, IEnumerable<(ReadField Field, object Value, string Mark)> texts) => new(
        record.Source.Label, record.Dataset.Label,
        [.. record.Around.Select(fact => new ReviewFact(fact.Field.Field.Label, fact.Field.Field.MeaningOf(fact.Value)?.ToString() ?? fact.Value))],
        [
            .. texts.Select(text => new ReviewText(
                text.Mark, text.Field.Field.Label, CopyText.Of(text.Value), pass.TimesOf(text.Mark),
                pass.VerdictOn(text.Mark)?.Decision, pass.VerdictOn(text.Mark)?.Reason)),
        ]);
}

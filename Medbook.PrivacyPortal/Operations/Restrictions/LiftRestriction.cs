using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>The limit an officer decides about, as they saw it.</summary>
/// <param name="Id">The limit.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague was faster.</param>
public sealed record SeenRestriction(Guid Id, Guid Revision);

/// <summary>An officer ends a limit on a day to come. The person is told in the same transaction: before it ends, not after.</summary>
/// <remarks>GDPR 18(3).</remarks>
public sealed class LiftRestriction(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, RecipientNotices recipients, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">The limit as they saw it.</param>
    /// <param name="on">The day from which on the use is free again.</param>
    /// <param name="words">Why, as the person reads it.</param>
    /// <param name="toldByPost">Whether the officer wrote to somebody whom no mail reaches.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, SeenRestriction seen, DateOnly on, string words, bool toldByPost, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LiftRestriction) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.UseRestrictions.SingleOrDefaultAsync(r => r.Id == seen.Id, ct) is not { } limit) return new NotFound();
        if (limit.Subject == who.Subject) return new OwnRestriction();
        var isAsSeen = limit.Revision == seen.Revision;
        var now = clock.GetUtcNow();
        if (limit.Lift(on, words, who, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();

        var request = await db.Requests.AsNoTracking().SingleAsync(r => r.Id == limit.Request, ct);
        var to = await CaseRecipient.OfAsync(db, request, settings, ct);
        if (to is null && !toldByPost) return new PersonNotTold();
        if (to is not null) db.OutgoingMails.Add(RestrictionMails.Ends(to, request, limit, now));
        await recipients.AddLiftedAsync(db, request, limit, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RestrictionLifted, now, limit.Subject, limit.Id.ToString(), to is null ? "told by post" : "told by mail"));
        await LimitNews.WriteAsync(db, sources, limit.Subject, now, ct);
        // On that day nobody writes anything.
        await ChangeNews.WriteAsync(db, settings, limit.Subject, ChangeKind.Restrictions, BrusselsTime.StartOf(on), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }
}

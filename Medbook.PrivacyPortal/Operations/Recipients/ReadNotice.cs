using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>What a recipient reads behind the link of a mail.</summary>
/// <param name="Number">Number of the request; null where none caused it.</param>
/// <param name="Notice">The notice, with what is needed to find the data.</param>
/// <param name="FreeFrom">The day from which on a use that was limited is free again; null for everything else.</param>
public sealed record OpenNotice(string? Number, RecipientNotice Notice, DateOnly? FreeFrom);

/// <summary>A recipient opens the link of a mail, without signing in: the link is the proof. That it was opened is written once, before anything is returned.</summary>
public sealed class ReadNotice(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Anybody.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The notice; <see cref="NotFound"/> where the link leads nowhere, or no more.</returns>
    public async Task<Result<OpenNotice>> RunAsync(Actor who, string token, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadNotice) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (hash, now) = (LinkToken.HashOf(token), clock.GetUtcNow());
        var notice = await db.RecipientNotices.SingleOrDefaultAsync(n => n.TokenHash == hash, ct);
        if (notice is null || !notice.LeadsOn(now)) return new NotFound();
        if (notice.Open(now))
        {
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecipientLooked, now, notice.Subject, notice.CausedBy.ToString(), notice.Recipient));
            await SaveAsync(db, ct);
        }
        var about = await NoticeFacts.OfAsync(db, notice, ct);
        return new OpenNotice(about.Number, notice, about.FreeFrom);
    }

    // Opened twice at the same moment: the other one's entry stands for this one, too.
    private static async Task SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>
/// What everything a person does in a case of their own has in common: the change, its audit entry and the mail to whoever has the
/// case, in one transaction. It does not depend on what the team did at the same moment: then it is done again, on what is there now.
/// </summary>
public abstract class OwnCaseStep(IDbContextFactory<PortalDb> dbs, PortalSettings settings, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Where the links in its mails lead.</summary>
    protected PortalSettings Settings => settings;

    /// <param name="who">The person.</param>
    /// <param name="id">The request; somebody else's, or a draft, is not found.</param>
    /// <param name="action">What the audit says.</param>
    /// <param name="news">What the team is told, as a key of the texts of a case.</param>
    /// <param name="take">Lets the request decide; false where it was taken before, so that nothing is written twice.</param>
    /// <param name="ct">Cancels.</param>
    protected async Task<Result> TakeAsync(
        Actor who, Guid id, AuditAction action, string news, Func<PortalDb, RightsRequest, DateTimeOffset, Task<Result<bool>>> take, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var request = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject && r.Number != null, ct);
            if (request is null) return new NotFound();
            var now = clock.GetUtcNow();
            var taken = await take(db, request, now);
            if (!taken.IsOk) return taken.Problem;
            if (!taken.Value) return Result.Ok;

            db.AuditEntries.Add(AuditEntry.Of(who, action, now, request.Subject, id.ToString()));
            foreach (var colleague in await CaseTeam.OfAsync(db, request, ct))
            {
                db.OutgoingMails.Add(CaseMails.Tell(colleague, request, news, settings, now));
            }
            try
            {
                await db.SaveChangesAsync(ct);
                return Result.Ok;
            }
            catch (DbUpdateException) when (tries < MostTries && !ct.IsCancellationRequested)
            {
                // The team wrote at the same moment, or the person clicked twice: look again at what is there.
            }
        }
    }
}

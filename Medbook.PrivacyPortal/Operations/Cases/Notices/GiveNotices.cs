using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Queue;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Notices;

/// <summary>
/// Tells the team that a due date comes near, that the last legal day does, and that it is over: each once per request, in the
/// transaction that writes that it was told. Nothing hangs on when it runs or where it was interrupted.
/// </summary>
public sealed class GiveNotices(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many notices were given.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.GiveNotices) is { } denied) return denied;
        var (given, place) = (0, new QueuePlace(DateOnly.MinValue, Guid.Empty));
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var near = await Near(db, BrusselsTime.Today(clock), place).Select(r => new { r.Id, DueOn = r.DueOn!.Value }).Take(Batch).ToListAsync(ct);
            foreach (var request in near) given += await GiveAsync(who, request.Id, ct) ? 1 : 0;
            if (near.Count < Batch) return given;
            place = new QueuePlace(near[^1].DueOn, near[^1].Id);
        }
    }

    /// <summary>Open requests whose date is near or over of which something may be left to tell, most urgent first.</summary>
    internal static IQueryable<RightsRequest> Near(PortalDb db, DateOnly today, QueuePlace after)
    {
        var (open, until, due, id) = (true, today.AddDays(Deadline.SoonDays), after.DueOn, after.Id);
        return db.Requests
            .Where(r => r.IsOpen == open && r.DueOn <= until && r.DueOn >= due && (r.DueOn > due || r.Id.CompareTo(id) > 0))
            // A breach is the last thing there is to tell.
            .Where(r => r.BreachNotedAt == null)
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id);
    }

    private async Task<bool> GiveAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.Include(r => r.Events).SingleAsync(r => r.Id == id, ct);
        if (request.NoticeOn(BrusselsTime.Today(clock)) is not { } notice) return false;

        var now = clock.GetUtcNow();
        request.Notice(notice, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.NoticeGiven, now, request.Subject, id.ToString(), notice.ToString()));
        foreach (var to in await TeamAsync(db, notice, request, ct)) db.OutgoingMails.Add(NoticeMails.ToTeam(to, notice, request, settings, now));
        if (notice == CaseNotice.Breach) await TellPersonAsync(db, request, now, ct);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody works on it in this moment: the next tick looks again.
            return false;
        }
    }

    private static async Task<IEnumerable<Colleague>> TeamAsync(PortalDb db, CaseNotice notice, RightsRequest request, CancellationToken ct)
    {
        var team = await CaseTeam.OfAsync(db, request, ct);
        return notice == CaseNotice.Reminder ? team : team.Concat(await CaseTeam.ReachAsync(db, Role.Administrator, ct)).DistinctBy(to => to.Address);
    }

    private async Task TellPersonAsync(PortalDb db, RightsRequest request, DateTimeOffset now, CancellationToken ct)
    {
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return;
        if ((request.ReplyAddress ?? await SubjectAddress.OfAsync(db, request.Subject, ct)) is not { } address) return;
        db.OutgoingMails.Add(NoticeMails.ToPerson(address, request, register.Authority, now));
    }
}

using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>
/// Counts again what the dashboard shows. Where a figure is wrong, all are written anew, and the officers are told: somebody changed the
/// database behind the portal's back, or a trigger is gone, and what was reported until then may be wrong.
/// </summary>
public sealed class CompareFigures(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <returns>How many figures were wrong.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CompareFigures) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var wrong = await FigureCheck.DifferencesAsync(db, ct);
        if (wrong == 0) return 0;

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await FigureCheck.RebuildAsync(db, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.FiguresMended, now, detail: wrong.ToString(CultureInfo.InvariantCulture)));
        foreach (var to in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(FigureMails.Mended(to, wrong, settings, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return wrong;
    }
}

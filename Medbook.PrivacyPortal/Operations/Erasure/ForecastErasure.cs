using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What an erasure of everything would do to somebody's data, for the operator: counts and kinds of record. That it was looked at is
/// written before anything is returned; nothing else is.
/// </summary>
/// <remarks>Rule D2.</remarks>
public sealed class ForecastErasure(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ErasureLines lines, Guard guard, TimeProvider clock)
{
    /// <param name="who">The operator.</param>
    /// <param name="email">The person's verified address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ErasurePreview>> RunAsync(Actor who, string email, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ForecastErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await PersonByAddress.FindAsync(db, sources, email, ct);
        if (!found.IsOk) return found.Problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureForeseen, clock.GetUtcNow(), found.Value.Subject));
        await db.SaveChangesAsync(ct);
        // Whom the portal does not know, only what is on everybody's records holds.
        return await lines.PreviewAsync(db, found.Value.Subject ?? SubjectKey.New(), found.Value.InSources, ct);
    }
}

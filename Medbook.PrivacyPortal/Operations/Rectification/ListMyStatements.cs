using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>A statement that a person added to their records, because they are incomplete rather than wrong.</summary>
/// <param name="Request">The request it was granted in.</param>
/// <param name="Number">Its number.</param>
/// <param name="GrantedAt">When (UTC).</param>
/// <param name="Rows">The records it belongs to, and kinds of them.</param>
/// <param name="Text">What it says.</param>
public sealed record AddedStatement(Guid Request, string Number, DateTimeOffset GrantedAt, IReadOnlyList<ScopedRow> Rows, string Text)
{
    /// <summary>Whether it belongs to a record.</summary>
    public bool IsAbout(string source, string dataset, string? record) =>
        Rows.Any(row => row.Source == source && row.Dataset == dataset && (row.Key.Length == 0 || row.Key == record));
}

/// <summary>The statements a person added to their own records; they are shown beside them.</summary>
/// <remarks>GDPR 16, second sentence.</remarks>
public sealed class ListMyStatements(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The statements, newest first.</returns>
    public async Task<Result<IReadOnlyList<AddedStatement>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyStatements) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        // A person has few of them; what a request says beside its words is one value of the database.
        var granted = await db.Requests.AsNoTracking()
            .Where(r => r.Subject == who.Subject && r.Kind == RequestKind.Rectification && (r.Outcome == Outcome.Granted || r.Outcome == Outcome.PartlyGranted))
            .OrderByDescending(r => r.DecidedAt).ToListAsync(ct);
        return (AddedStatement[])[.. granted.Where(request => request.Details.Supplement.Length > 0).Select(request =>
            new AddedStatement(request.Id, request.Number!, request.DecidedAt!.Value, GrantedRows.Of(request), request.Details.Supplement))];
    }
}

using Medbook.PrivacyPortal.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// No audited entity is saved without an audit entry in the same transaction, and what is append-only is never changed.
/// Who did what is known only to the operation, so the operation writes the entry; that it is there is checked here, once.
/// </summary>
internal sealed class AuditGuard : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext db)
    {
        var changed = db.ChangeTracker.Entries<IAppendOnly>()
            .FirstOrDefault(entry => entry.State is EntityState.Modified or EntityState.Deleted);
        if (changed is not null) throw new InvalidOperationException($"{changed.Metadata.ClrType.Name} is append-only.");

        var unaudited = db.ChangeTracker.Entries<IAudited>()
            .FirstOrDefault(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted);
        if (unaudited is not null && !db.ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State == EntityState.Added))
        {
            throw new InvalidOperationException($"{unaudited.Metadata.ClrType.Name} changes without an audit entry.");
        }
    }
}

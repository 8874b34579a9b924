using System.Data.Common;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>Rings the bells once a transaction that put mail into the outbox, or asked for a run, is committed.</summary>
internal sealed class RingAfterCommit(MailBell mail, RunBell runs) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, HashSet<Bell>> toRing = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        if (Adds<OutgoingMail>(db)) toRing.GetOrCreateValue(db).Add(mail);
        if (Adds<Run>(db)) toRing.GetOrCreateValue(db).Add(runs);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.Database.CurrentTransaction is null) Committed(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) Committed(db);
        return Task.CompletedTask;
    }

    private static bool Adds<T>(DbContext db) where T : class =>
        db.ChangeTracker.Entries<T>().Any(entry => entry.State == EntityState.Added);

    private void Committed(DbContext db)
    {
        if (!toRing.TryGetValue(db, out var bells)) return;
        toRing.Remove(db);
        foreach (var bell in bells) bell.Ring();
    }
}

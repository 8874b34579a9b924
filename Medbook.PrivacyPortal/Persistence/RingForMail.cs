using System.Data.Common;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>Rings the bell once a transaction that put mail into the outbox is committed.</summary>
internal sealed class RingForMail(MailBell bell) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> withMail = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        if (db.ChangeTracker.Entries<OutgoingMail>().Any(entry => entry.State == EntityState.Added)) withMail.TryAdd(db, this);
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

    private void Committed(DbContext db)
    {
        if (withMail.Remove(db)) bell.Ring();
    }
}

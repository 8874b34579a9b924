using Medbook.PrivacyPortal.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// The outbox in the portal's database. A claim is an update on the condition that nobody touched the row in between (the
/// fencing number is its concurrency token), which both providers give without a lock of their own.
/// </summary>
internal sealed class MailQueue(IDbContextFactory<PortalDb> dbs) : IMailQueue, IAsyncDisposable
{
    private PortalDb? db;

    public async Task<OutgoingMail?> ClaimAsync(DateTimeOffset now, CancellationToken ct)
    {
        db ??= await dbs.CreateDbContextAsync(ct);
        while (true)
        {
            db.ChangeTracker.Clear();
            var mail = await db.OutgoingMails
                .Where(m => m.SentAt == null && m.GivenUpAt == null && m.NextTryAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
                .OrderBy(m => m.NextTryAt).ThenBy(m => m.Id)
                .FirstOrDefaultAsync(ct);
            if (mail is null) return null;
            mail.Claim(now);
            if (await SaveAsync(ct)) return mail;
        }
    }

    public async Task<bool> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db!.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (db is not null) await db.DisposeAsync();
    }
}

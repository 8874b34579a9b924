using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Forgets mails that are out and went to an address nobody here has: one that was never confirmed, or that somebody had before. What is
/// written to somebody is found by their address; these would be nobody's, and no erasure would find them.
/// </summary>
public sealed class ForgetMails(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>How long such a mail stays (choice): a person may be made of it, and a team may ask whether it went.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    // What is older was looked at before.
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private const int Batch = 500;

    /// <returns>How many were forgotten.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ForgetMails) is { } denied) return denied;
        var (before, since) = (clock.GetUtcNow() - Patience, clock.GetUtcNow() - Window);
        return await ForgetAsync(db => db.OutgoingMails.Where(m => m.SentAt <= before && m.SentAt > since), ct)
            + await ForgetAsync(db => db.OutgoingMails.Where(m => m.SentAt == null && m.GivenUpAt <= before && m.GivenUpAt > since), ct);
    }

    private async Task<int> ForgetAsync(Func<PortalDb, IQueryable<OutgoingMail>> over, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        for (var (forgotten, after) = (0, Guid.Empty); ;)
        {
            var some = await over(db).Where(m => m.Id.CompareTo(after) > 0).OrderBy(m => m.Id).Take(Batch).Select(m => new { m.Id, m.To }).ToListAsync(ct);
            var known = await KnownAsync(db, [.. some.Select(mail => mail.To).Distinct()], ct);
            var strays = some.Where(mail => !known.Contains(mail.To)).Select(mail => mail.Id).ToList();
            forgotten += await db.OutgoingMails.Where(m => strays.Contains(m.Id)).ExecuteDeleteAsync(ct);
            if (some.Count < Batch) return forgotten;
            after = some[^1].Id;
        }
    }

    // An account, somebody without one, or where a request is answered.
    private static async Task<IReadOnlySet<string>> KnownAsync(PortalDb db, IReadOnlyList<string> addresses, CancellationToken ct)
    {
        var normalized = addresses.Select(address => address.ToUpperInvariant()).ToList();
        var accounts = await db.Users.Where(user => normalized.Contains(user.NormalizedEmail!)).Select(user => user.NormalizedEmail!).ToListAsync(ct);
        var contacts = await db.Subjects.Where(s => addresses.Contains(s.ContactEmail!)).Select(s => s.ContactEmail!).ToListAsync(ct);
        var replies = await db.Requests.Where(r => addresses.Contains(r.ReplyAddress!)).Select(r => r.ReplyAddress!).ToListAsync(ct);
        return new HashSet<string>([.. accounts, .. contacts, .. replies], StringComparer.OrdinalIgnoreCase);
    }
}

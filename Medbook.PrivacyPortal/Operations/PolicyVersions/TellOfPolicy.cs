using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>
/// Tells everybody with an account of a material change, in batches: mails, notices and how far it got are one transaction, so that a portal
/// that dies in between tells nobody twice and forgets nobody. Whoever came after the publication knows no other text.
/// </summary>
/// <remarks>Policy 8.1.</remarks>
public sealed class TellOfPolicy(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    internal const int Batch = 200;

    /// <returns>How many were told.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TellOfPolicy) is { } denied) return denied;
        var told = 0;
        while (!ct.IsCancellationRequested && await TellAsync(who, ct) is { } some) told += some;
        return told;
    }

    private async Task<int?> TellAsync(Actor who, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.PolicyTellings.OrderBy(t => t.Version).FirstOrDefaultAsync(t => t.DoneAt == null, ct) is not { } telling) return null;
        var version = await db.PolicyVersions.AsNoTracking().SingleAsync(v => v.Version == telling.Version, ct);
        var people = await Next(db, telling.Reached, version.PublishedAt).Take(Batch).ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var person in people)
        {
            db.PolicyNotices.Add(PolicyNotice.Of(version.Version, person.Subject, now));
            if (person.Email is { } to) db.OutgoingMails.Add(PolicyMails.Changed(to, person.Language, version, settings, now));
        }
        if (people.Count > 0)
        {
            telling.Reach(people[^1].Account);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PolicyTold, now, reference: $"policy {version.Version}", detail: people.Count.ToString()));
        }
        else
        {
            telling.End(now);
        }
        try
        {
            await db.SaveChangesAsync(ct);
            return people.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance told these.
            return 0;
        }
    }

    /// <summary>The accounts that are next; a test looks at the plan on both databases.</summary>
    internal static IQueryable<PersonToTell> Next(PortalDb db, string reached, DateTimeOffset publishedAt) =>
        from subject in db.Subjects
        join user in db.Users on subject.AccountId equals user.Id
        where subject.AccountId!.CompareTo(reached) > 0 && subject.CreatedAt < publishedAt
        orderby subject.AccountId
        select new PersonToTell(subject.AccountId!, subject.Key, user.Email, user.Language);
}

/// <summary>Somebody who is to be told.</summary>
/// <param name="Account">Their account.</param>
/// <param name="Subject">Their key.</param>
/// <param name="Email">Their address; null where there is none.</param>
/// <param name="Language">Their language, as a culture name.</param>
internal sealed record PersonToTell(string Account, Domain.Subjects.SubjectKey Subject, string? Email, string Language);

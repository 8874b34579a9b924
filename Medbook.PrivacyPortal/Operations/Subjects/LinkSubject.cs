using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>
/// Looks for the person of an account in every source, by the account's verified address: at its confirmation and at each sign-in,
/// until a key is stored, and never again after that.
/// </summary>
public sealed partial class LinkSubject(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<LinkSubject> log)
{
    // Each try begins with what is stored by then; only the third collision in a row is an accident.
    private const int Tries = 3;

    /// <summary>A source that cannot be asked now is left for the next sign-in: nobody is kept from signing in by it.</summary>
    public async Task<Result> RunAsync(Actor who, SubjectKey subject, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LinkSubject) is { } denied) return denied;
        if (who.Subject is { } self && self != subject) return new NotFound();
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                return await LinkAsync(who, subject, ct);
            }
            catch (DbUpdateException) when (left > 0)
            {
                // At the same moment: another sign-in, an officer, or another account that is linked to the same person.
            }
        }
    }

    private async Task<Result> LinkAsync(Actor who, SubjectKey subject, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var address = await db.Subjects.Where(s => s.Key == subject)
            .Join(db.Users.Where(user => user.EmailConfirmed), s => s.AccountId, user => user.Id, (_, user) => user.Email)
            .SingleOrDefaultAsync(ct);
        if (address is null) return new NotFound();

        var links = await db.SubjectLinks.Where(link => link.Subject == subject).ToDictionaryAsync(link => link.Source, ct);
        foreach (var source in sources.All.Where(source => source.Name != Map.PortalSource))
        {
            if (!links.TryGetValue(source.Name, out var link)) db.Add(link = SubjectLink.Untried(subject, source.Name));
            if (!link.IsSettled) await TryAsync(db, who, link, source, address, ct);
        }
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private async Task TryAsync(PortalDb db, Actor who, SubjectLink link, LiveSource source, string address, CancellationToken ct)
    {
        try
        {
            var found = (await source.FindPersonsAsync(address, atMost: 2, ct)).Select(key => key.ToString()).ToList();
            var taken = found.Count == 1 && await db.SubjectLinks.AnyAsync(
                other => other.Source == source.Name && other.PersonKey == found[0] && other.Subject != link.Subject, ct);
            link.Record(found, taken, clock.GetUtcNow());
        }
        catch (SourceException fault)
        {
            CouldNotAsk(source.Name, fault.Fault);
            return;
        }

        if (link.Outcome == LinkOutcome.Linked)
        {
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SubjectLinked, clock.GetUtcNow(), link.Subject, reference: source.Name));
            await ChangeNews.WhoAsync(db, settings, link.Subject, source.Name, link.PersonKey!, clock.GetUtcNow(), ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be asked for a person ({Fault}); the next sign-in tries again.")]
    private partial void CouldNotAsk(string source, SourceFault fault);
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>The link an officer decides about, as they saw it.</summary>
/// <param name="Subject">The data subject.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Revision">The revision they saw; another one means that a colleague, or a sign-in, was faster.</param>
public sealed record SeenLink(SubjectKey Subject, string Source, Guid Revision);

/// <summary>What linking and unlinking have in common: the link as the officer saw it, the change with its reason, audit and mail, in one transaction.</summary>
public abstract class LinkDecision(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, LinkMails mails, TimeProvider clock)
{
    /// <summary>The source an officer may decide about; the portal's own persons are themselves.</summary>
    protected LiveSource? Find(string source) => sources.Find(source) is { Name: not Map.PortalSource } found ? found : null;

    /// <summary>Lets the link decide, and keeps what it did.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="seen">The link as they saw it.</param>
    /// <param name="personKey">Whom they link; null where they unlink.</param>
    /// <param name="decide">Lets the link decide; told whether another data subject has that person, and the time.</param>
    /// <param name="ct">Cancels.</param>
    protected async Task<Result> DecideAsync(
        Actor who, SeenLink seen, string? personKey, Func<SubjectLink, bool, DateTimeOffset, Result<LinkChange>> decide, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (Find(seen.Source) is not { } source || !await db.Subjects.AnyAsync(s => s.Key == seen.Subject, ct)) return new NotFound();
        var link = await db.SubjectLinks.SingleOrDefaultAsync(l => l.Subject == seen.Subject && l.Source == seen.Source, ct);
        if (link is null) db.Add(link = SubjectLink.Untried(seen.Subject, seen.Source));
        if (link.Revision != seen.Revision) return new ChangedMeanwhile();

        var now = clock.GetUtcNow();
        var decided = decide(link, await IsTakenAsync(db, seen, personKey, ct), now);
        if (!decided.IsOk) return decided.Problem;
        db.LinkChanges.Add(decided.Value);
        db.AuditEntries.Add(AuditEntry.Of(who, ActionOf(decided.Value.Kind), now, seen.Subject, seen.Source, decided.Value.Id.ToString()));
        await LimitNews.WriteAsync(db, sources, seen.Subject, now, ct);
        await ChangeNews.WhoAsync(db, settings, seen.Subject, seen.Source, decided.Value.PersonKey, now, ct);
        if (await MailAsync(db, decided.Value, source.Map, ct) is { } mail) db.OutgoingMails.Add(mail);
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // At the same moment somebody changed this link, or took the person. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await IsTakenAsync(again, seen, personKey, ct)) return new PersonTaken();
            var revision = await again.SubjectLinks.Where(l => l.Subject == seen.Subject && l.Source == seen.Source)
                .Select(l => l.Revision).FirstOrDefaultAsync(ct);
            if (revision == seen.Revision) throw;
            return new ChangedMeanwhile();
        }
    }

    private static Task<bool> IsTakenAsync(PortalDb db, SeenLink seen, string? personKey, CancellationToken ct) =>
        personKey is null ? Task.FromResult(false)
        : db.SubjectLinks.AnyAsync(l => l.Source == seen.Source && l.PersonKey == personKey && l.Subject != seen.Subject, ct);

    // To the address of now, in the language of the account, or of the last request of somebody without one.
    private async Task<OutgoingMail?> MailAsync(PortalDb db, LinkChange change, Source source, CancellationToken ct)
    {
        if (await SubjectAddress.OfAsync(db, change.Subject, ct) is not { } address) return null;
        var account = await db.Subjects.Where(s => s.Key == change.Subject)
            .Join(db.Users, s => s.AccountId, user => user.Id, (_, user) => user.Language).FirstOrDefaultAsync(ct);
        var language = account ?? await db.Requests.Where(r => r.Subject == change.Subject)
            .OrderByDescending(r => r.StartedAt).Select(r => r.Language).FirstOrDefaultAsync(ct);
        return mails.Changed(address, language, change, source, hasAccount: account is not null);
    }

    private static AuditAction ActionOf(LinkChangeKind kind) => kind switch
    {
        LinkChangeKind.Linked => AuditAction.SubjectLinked,
        LinkChangeKind.Unlinked => AuditAction.SubjectUnlinked,
    };
}

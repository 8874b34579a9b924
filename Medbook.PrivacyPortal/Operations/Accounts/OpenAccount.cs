using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Opens an account with the link that proved the mailbox, and signs in. The link works once: after it the account exists.</summary>
public sealed class OpenAccount(
    Guard guard, PortalDb db, UserManager<PortalUser> users, AccountLinks links, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<SessionFacts>> RunAsync(
        Actor who, string link, string password, string language, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenAccount) is { } denied) return denied;
        if (links.Read<OpenLink>(link) is not { } open || await users.FindByEmailAsync(open.Email) is not null) return new LinkSpent();
        if (PasswordRule.Check(password, open.Email) is { } fault) return fault;

        var now = clock.GetUtcNow();
        var user = new PortalUser { UserName = open.Email, Email = open.Email, EmailConfirmed = true, Language = language };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!(await users.CreateAsync(user, password)).Succeeded) return new LinkSpent();

        var subject = Subject.OfAccount(user.Id, now);
        db.Subjects.Add(subject);
        var person = Actor.SignedIn(user.Id, subject.Key, [Role.Member], confirmed: true, secondFactor: false);
        db.AuditEntries.Add(AuditEntry.Of(person, AuditAction.AccountOpened, now, subject.Key));
        await db.SaveChangesAsync(ct);
        var facts = await sessions.StartAsync(user, Proof.Link, caller, ct);
        await transaction.CommitAsync(ct);
        return facts;
    }
}

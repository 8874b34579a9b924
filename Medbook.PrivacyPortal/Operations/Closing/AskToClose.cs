using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Somebody asks to close their account here. Nothing goes for some days; the mail says how to think again.</summary>
public sealed class AskToClose(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="id">Identifier of the closing, chosen by the page; asking a second time changes nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskToClose) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();
        if (who.Roles.Any(role => role is Role.Officer or Role.Administrator or Role.Auditor)) return new ClosingOfStaff();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await StandingClosing.OfAsync(db, subject, ct) is not null) return Result.Ok;

        var language = await db.Users.Where(user => user.Id == who.Id).Select(user => user.Language).SingleAsync(ct);
        var closing = AccountClosing.Ask(id, subject, language, clock.GetUtcNow());
        db.AccountClosings.Add(closing);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ClosingAsked, closing.AskedAt, subject, id.ToString()));
        if (await SubjectAddress.OfAsync(db, subject, ct) is { } to) db.OutgoingMails.Add(ClosingMails.Asked(to, closing, links, closing.AskedAt));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other of two clicks was faster. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (await StandingClosing.OfAsync(again, subject, ct) is null) throw;
            return Result.Ok;
        }
    }
}

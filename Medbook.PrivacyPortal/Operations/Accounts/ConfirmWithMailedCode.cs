using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Confirms the session with the digits that were mailed.</summary>
public sealed class ConfirmWithMailedCode(Guard guard, PortalDb db, Sessions sessions, KeyedHash hash, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string digits, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConfirmWithMailedCode) is { } denied) return denied;
        if (await sessions.OfAsync(who, ct) is not { } session) return new NotFound();
        if (await db.ConfirmationCodes.FindAsync([session.Id], ct) is not { } code) return new CodeSpent();

        var now = clock.GetUtcNow();
        var typed = string.Concat(digits.Where(char.IsAsciiDigit));
        var outcome = code.Try(SendConfirmationCode.HashOf(hash, session, typed), now);
        if (outcome.IsOk)
        {
            session.Prove(Proof.MailedCode, now);
            db.ConfirmationCodes.Remove(code);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.Confirmed, now, who.Subject, detail: nameof(Proof.MailedCode)));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two tries at the same moment are one too many: neither tells anything.
            return new CodeWrong();
        }
        return outcome;
    }
}

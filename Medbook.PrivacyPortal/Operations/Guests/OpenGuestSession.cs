using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Guests;

/// <summary>Takes the mailed digits: the address is proved, and whoever has it asks and reads answers for a while.</summary>
public sealed class OpenGuestSession(
    IDbContextFactory<PortalDb> dbs, AccountLinks links, Tries tries, KeyedHash hash, Guard guard, TimeProvider clock)
{
    private const string Counter = "guest-codes";

    /// <returns>The pass, sealed: it names the session.</returns>
    public async Task<Result<string>> RunAsync(Actor who, string ticket, string digits, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenGuestSession) is { } denied) return denied;
        if (links.Read<GuestTicket>(ticket) is not { } asked) return new CodeSpent();
        var typed = string.Concat(digits.Where(char.IsAsciiDigit));
        if (typed.Length != MailedCode.Digits) return new CodeIncomplete();
        // A code has its own five tries, an address its few codes; this is against one network that tries many addresses.
        if (await tries.TakeAsync(ThrottleRule.Network, ct, Counter, caller.Network) is { } spent) return spent;

        var opened = await TryAsync(asked, typed, ct);
        if (opened.IsOk) await tries.GiveBackAsync(ct, Counter, caller.Network);
        return opened;
    }

    private async Task<Result<string>> TryAsync(GuestTicket asked, string digits, CancellationToken ct)
    {
        try
        {
            return await OpenAsync(asked, digits, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two tries at the same moment are one too many: neither tells anything.
            return new CodeWrong();
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same address was proved in two browsers at once: the other one was faster and made the person.
            return await OpenAsync(asked, digits, ct);
        }
    }

    private async Task<Result<string>> OpenAsync(GuestTicket asked, string digits, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.GuestCodes.FindAsync([asked.Code], ct) is not { } code) return new CodeSpent();

        var now = clock.GetUtcNow();
        var outcome = code.Try(AskForGuestCode.HashOf(hash, code.Id, asked.Address, digits), now);
        if (outcome.Problem is { } wrong)
        {
            await db.SaveChangesAsync(ct);
            return wrong;
        }

        var subject = await db.Subjects.SingleOrDefaultAsync(s => s.ContactEmail == asked.Address, ct);
        if (subject is null) db.Subjects.Add(subject = Subject.OfContact(asked.Address, now));
        var session = GuestSession.Start(subject.Key, now);
        db.GuestCodes.Remove(code);
        db.GuestSessions.Add(session);
        db.AuditEntries.Add(AuditEntry.Of(
            Actor.GuestOf(subject.Key, session.Id), AuditAction.SignedIn, now, subject.Key, detail: nameof(Proof.MailedCode)));
        await db.SaveChangesAsync(ct);
        await db.GuestSessions.Where(s => s.EndsAt <= now).ExecuteDeleteAsync(ct);
        return links.Make(new GuestPass(session.Id), GuestSession.Lifetime);
    }
}

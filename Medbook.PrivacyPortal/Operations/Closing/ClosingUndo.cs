using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>What undoing a closing does, by the page and by the link.</summary>
internal static class ClosingUndo
{
    /// <returns>Nothing; or <see cref="ClosingOver"/>, or <see cref="ClosingTooLate"/> where an officer approved what goes.</returns>
    public static async Task<Result> RunAsync(PortalDb db, Actor who, AccountClosing closing, DateTimeOffset now, CancellationToken ct)
    {
        if (closing.Undo(now).Problem is { } over) return over;
        // While it waits there is no plan yet. Where one was carried out already, something holds the rest.
        var plan = await db.ErasurePlans.Where(p => p.CausedBy == closing.Id).OrderByDescending(p => p.Round).FirstOrDefaultAsync(ct);
        if (plan is { Follows: not null } || plan?.CallOff(now).IsOk == false) return new ClosingTooLate();
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ClosingUndone, now, closing.Subject, closing.Id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            // It begins, or an officer approves, in this moment.
            return new ChangedMeanwhile();
        }
    }
}

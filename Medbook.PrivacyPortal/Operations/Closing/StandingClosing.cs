using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Keeps an account that is about to close; it is mailed to its address.</summary>
public sealed record KeepLink(Guid Closing);

/// <summary>Shows what became of an account; it is mailed before the address goes.</summary>
public sealed record ClosedLink(Guid Closing);

/// <summary>The closing of an account that is neither done nor undone.</summary>
internal static class StandingClosing
{
    public static Task<AccountClosing?> OfAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        db.AccountClosings.SingleOrDefaultAsync(c => c.Subject == subject && c.EndedAt == null, ct);
}

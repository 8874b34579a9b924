using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>The mail a case was made of.</summary>
/// <param name="From">Whom it says it is from; this proves nothing.</param>
/// <param name="Title">Its subject line.</param>
/// <param name="ArrivedAt">When the server got it (UTC).</param>
/// <param name="IsIncomplete">Whether something of it is only in the mailbox.</param>
public sealed record CaseMail(string From, string Title, DateTimeOffset ArrivedAt, bool IsIncomplete);

/// <summary>The mail a case was made of, for staff who look at the case; that they do is written when they open it.</summary>
public sealed class ReadCaseMail(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <returns>Not found where the case was not made of a mail.</returns>
    public async Task<Result<CaseMail>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadCaseMail) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var mail = await db.ReceivedMails.Where(m => m.RequestId == request)
            .Select(m => new CaseMail(m.From, m.Title, m.ArrivedAt, m.IsIncomplete)).FirstOrDefaultAsync(ct);
        return mail is null ? new NotFound() : mail;
    }
}

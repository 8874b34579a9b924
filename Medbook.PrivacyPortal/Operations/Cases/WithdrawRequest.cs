using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>A person takes a request of their own back; receipt of that is confirmed, too.</summary>
public sealed class WithdrawRequest(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
    : OwnCaseStep(dbs, settings, clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.WithdrawRequest) is { } denied) return denied;
        return await TakeAsync(who, id, AuditAction.RequestWithdrawn, "team.withdrawn", async (db, request, now) =>
        {
            if (request.Status == RequestStatus.Withdrawn) return false;
            if (request.Withdraw(now).Problem is { } problem) return problem;
            if (await SubjectAddress.OfAsync(db, request.Subject, ct) is { } address)
            {
                db.OutgoingMails.Add(CaseMails.ConfirmWithdrawal(address, request, Settings, now));
            }
            return true;
        }, ct);
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>A person takes a request of their own back; receipt of that is confirmed, too. A proof of identity is destroyed with it.</summary>
public sealed class WithdrawRequest(IDbContextFactory<PortalDb> dbs, PortalSettings settings, FileVault vault, Guard guard, TimeProvider clock)
    : OwnCaseStep(dbs, settings, clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.WithdrawRequest) is { } denied) return denied;
        Guid? proof = null;
        var taken = await TakeAsync(who, id, AuditAction.RequestWithdrawn, "team.withdrawn", async (db, request, now) =>
        {
            if (request.Status == RequestStatus.Withdrawn) return false;
            if (request.Withdraw(now).Problem is { } problem) return problem;
            proof = await OpenQuestion.EndAsync(db, request, who, now, ct);
            if (await SubjectAddress.OfAsync(db, request.Subject, ct) is { } address)
            {
                db.OutgoingMails.Add(CaseMails.ConfirmWithdrawal(address, request, Settings, now));
            }
            return true;
        }, ct);
        if (taken.IsOk) DestroyedBytes.Remove(vault, proof);
        return taken;
    }
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>A person accepts the fee that was announced; dropping the request instead is <see cref="WithdrawRequest"/>.</summary>
/// <remarks>Rule M1; GDPR 12(5).</remarks>
public sealed class AcceptFee(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
    : OwnCaseStep(dbs, settings, clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AcceptFee) is { } denied) return denied;
        return await TakeAsync(who, id, AuditAction.FeeAccepted, "team.fee-accepted", (_, request, now) =>
        {
            if (request.Fee is { AcceptedAt: not null }) return Task.FromResult<Result<bool>>(false);
            return Task.FromResult<Result<bool>>(request.AcceptFee(now).Problem is { } problem ? problem : true);
        }, ct);
    }
}

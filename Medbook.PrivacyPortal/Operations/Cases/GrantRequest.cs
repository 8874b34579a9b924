using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>An officer grants a request; the person gets the letter.</summary>
public sealed class GrantRequest(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
    : Decision(dbs, registers, settings, clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, string whatWeDo, CancellationToken ct)
    {
        if (guard.Check(who, Permission.GrantRequest) is { } denied) return denied;
        return await SendAsync(who, id, revision, AuditAction.RequestGranted, (request, register, _, now) =>
            request.Grant(DecisionLetters.Grant(request, whatWeDo, register, now), who, now), ct);
    }
}

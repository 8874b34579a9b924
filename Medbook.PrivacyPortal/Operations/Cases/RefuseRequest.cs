using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>An officer refuses a request with reasons; the person gets the letter, with the authority and the way to court in it (rule M2).</summary>
public sealed class RefuseRequest(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
    : Decision(dbs, registers, settings, clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, RefusalReasons reasons, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RefuseRequest) is { } denied) return denied;
        return await SendAsync(who, id, revision, AuditAction.RequestRefused, (request, register, law, now) =>
            request.Refuse(reasons, DecisionLetters.Refuse(request, reasons, register, now), law, who, now), ct);
    }
}

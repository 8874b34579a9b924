using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>Keeps the text of a notice as an officer writes it.</summary>
public sealed class SaveBreachDraft(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : BreachChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenBreach seen, BreachDraft draft, CancellationToken ct) =>
        guard.Check(who, Permission.SaveBreachDraft) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.BreachDrafted, $"{draft.Audience} {draft.Language}", (breach, now) => breach.Write(draft), ct);
}

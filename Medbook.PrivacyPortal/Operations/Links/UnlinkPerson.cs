using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>An officer undoes a link; the person behind the data subject is told. The source is not asked: it may be gone.</summary>
public sealed class UnlinkPerson(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, LinkMails mails, Guard guard, TimeProvider clock)
    : LinkDecision(dbs, sources, settings, mails, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenLink seen, string reason, CancellationToken ct)
    {
        if (guard.Check(who, Permission.UnlinkPerson) is { } denied) return denied;
        return await DecideAsync(who, seen, personKey: null, (link, _, now) => link.UnlinkBy(who, reason, now), ct);
    }
}

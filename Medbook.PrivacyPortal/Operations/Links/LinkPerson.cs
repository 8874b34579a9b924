using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>An officer links a person of a source; the person behind the data subject is told.</summary>
public sealed class LinkPerson(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, PortalSettings settings, LinkMails mails, Guard guard, TimeProvider clock)
    : LinkDecision(dbs, sources, settings, mails, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenLink seen, string personKey, string reason, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LinkPerson) is { } denied) return denied;
        if (Find(seen.Source) is not { } source) return new NotFound();
        try
        {
            // Only a person the source knows, under the one key it gives them: 042 is 42 there, and may be taken as 42.
            await using var reading = await source.OpenAsync(ct);
            if (!PersonKey.TryParse(personKey, out var key) || await reading.FindPersonAsync(key, ct) is not { } person) return new PersonUnknown();
            var known = person.ToString();
            return await DecideAsync(who, seen, known, (link, isTaken, now) => link.LinkBy(who, known, isTaken, reason, now), ct);
        }
        catch (SourceException)
        {
            return new SourceNotReadable(source.Map.Label);
        }
    }
}

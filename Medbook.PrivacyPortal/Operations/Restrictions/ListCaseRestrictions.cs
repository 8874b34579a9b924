using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>A limit on the use of the data of the person behind a case.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Dataset">What people call the records; null where an activity is limited.</param>
public sealed record CaseRestriction(UseRestriction Limit, LocalText? Dataset)
{
    /// <summary>The limit as it is seen.</summary>
    public SeenRestriction Seen => new(Limit.Id, Limit.Revision);
}

/// <summary>The limits that hold for the person behind a case, oldest first. They are part of the case, whose look is written when it is read.</summary>
public sealed class ListCaseRestrictions(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<CaseRestriction>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListCaseRestrictions) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Requests.Where(r => r.Id == request && r.Number != null).Select(r => (SubjectKey?)r.Subject).SingleOrDefaultAsync(ct) is not { } subject) return new NotFound();
        var limits = await RestrictionsInForce.Of(db, [subject], BrusselsTime.Today(clock)).OrderBy(r => r.SetAt).ThenBy(r => r.Id).ToListAsync(ct);
        return limits.ConvertAll(limit => new CaseRestriction(
            limit, limit.Activity.Length > 0 ? null : sources.Find(limit.Source)?.Map.Find(limit.Dataset)?.Label ?? new LocalText(limit.Dataset, limit.Dataset, limit.Dataset)));
    }
}

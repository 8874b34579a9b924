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

/// <summary>A system that has to know of limits.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="IsHeard">Whether it knows all there is to know.</param>
/// <param name="Since">When it heard it, or since when it has to be told (UTC).</param>
/// <param name="Tries">How often it was told in vain.</param>
public sealed record ToldSystem(LocalText Label, bool IsHeard, DateTimeOffset Since, int Tries);

/// <summary>The limits on the use of the data of the person behind a case, and the systems that have to know of them.</summary>
/// <param name="Limits">The limits, oldest first.</param>
/// <param name="Systems">The systems that are no database and have the person.</param>
public sealed record CaseLimits(IReadOnlyList<CaseRestriction> Limits, IReadOnlyList<ToldSystem> Systems);

/// <summary>The limits that hold for the person behind a case, oldest first. They are part of the case, whose look is written when it is read.</summary>
public sealed class ListCaseRestrictions(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public async Task<Result<CaseLimits>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListCaseRestrictions) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Requests.Where(r => r.Id == request && r.Number != null).Select(r => (SubjectKey?)r.Subject).SingleOrDefaultAsync(ct) is not { } subject) return new NotFound();
        var limits = await RestrictionsInForce.Of(db, [subject], BrusselsTime.Today(clock)).OrderBy(r => r.SetAt).ThenBy(r => r.Id).ToListAsync(ct);
        var told = await db.SystemLimits.AsNoTracking().Where(l => l.Subject == subject && l.PersonKey != null).OrderBy(l => l.Source).ToListAsync(ct);
        return new CaseLimits(
            limits.ConvertAll(limit => new CaseRestriction(
                limit, limit.Activity.Length > 0 ? null : sources.Find(limit.Source)?.Map.Find(limit.Dataset)?.Label ?? new LocalText(limit.Dataset, limit.Dataset, limit.Dataset))),
            told.ConvertAll(system => new ToldSystem(
                sources.Find(system.Source)?.Map.Label ?? new LocalText(system.Source, system.Source, system.Source), system.IsHeard,
                system.IsHeard ? system.HeardAt ?? system.SaidAt : system.SaidAt, system.Tries)));
    }
}

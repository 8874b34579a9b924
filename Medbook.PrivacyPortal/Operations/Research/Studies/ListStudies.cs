using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>A place in the list: the page begins after it, or ends before it.</summary>
/// <param name="Id">The study at the place.</param>
/// <param name="Backward">Whether the page before the place is meant.</param>
public sealed record StudyPlace(Guid Id, bool Backward = false);

/// <summary>One study in the list.</summary>
/// <param name="Id">The study.</param>
/// <param name="Version">The version in force; 0 where none was published.</param>
/// <param name="Plan">What is in force; what is written where nothing was published.</param>
/// <param name="IsChanged">Whether something is written that is not in force.</param>
/// <param name="IsOver">Whether its last day is over.</param>
/// <param name="Agreeing">How many people's yes stands.</param>
public sealed record StudyRow(Guid Id, int Version, StudyPlan Plan, bool IsChanged, bool IsOver, int Agreeing);

/// <summary>A page of studies, the newest first.</summary>
/// <param name="Rows">The studies.</param>
/// <param name="Previous">Where the page before ends; null on the first.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
public sealed record StudyList(IReadOnlyList<StudyRow> Rows, StudyPlace? Previous, StudyPlace? Next);

/// <summary>The studies in one state, page by page. Its cost does not grow with the number of studies before the page.</summary>
public sealed class ListStudies(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="who">Who looks.</param>
    /// <param name="state">In which state.</param>
    /// <param name="place">Where the page lies; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<StudyList>> RunAsync(Actor who, StudyState state, StudyPlace? place, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListStudies) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var begun = place is null ? null : await db.Studies.Where(s => s.Id == place.Id).Select(s => (DateTimeOffset?)s.BegunAt).SingleOrDefaultAsync(ct);
        var studies = await Page(db, state, begun is null ? null : place, begun ?? default).ToListAsync(ct);

        var more = studies.Count > PageSize;
        if (more) studies.RemoveAt(PageSize);
        var backward = place is { Backward: true };
        if (backward) studies.Reverse();
        // The beginning was reached on the way back, or the page's rows all went meanwhile: the first page says it best.
        if (place is not null && (begun is null || (backward ? !more : studies.Count == 0))) return await RunAsync(who, state, null, ct);

        return new StudyList(
            await RowsAsync(db, studies, BrusselsTime.Today(clock), ct),
            place is not null && studies.Count > 0 ? new StudyPlace(studies[0].Id, Backward: true) : null,
            (backward || more) && studies.Count > 0 ? new StudyPlace(studies[^1].Id) : null);
    }

    /// <summary>The rows of a page and one more.</summary>
    internal static IQueryable<Study> Page(PortalDb db, StudyState state, StudyPlace? place, DateTimeOffset begun)
    {
        var studies = db.Studies.Where(s => s.State == state);
        // In both, the first condition alone says nothing new; it lets the index start at the place.
        return (place switch
        {
            null => studies.OrderByDescending(s => s.BegunAt).ThenByDescending(s => s.Id),
            { Backward: false, Id: var id } => studies
                .Where(s => s.BegunAt <= begun && (s.BegunAt < begun || s.Id.CompareTo(id) < 0)).OrderByDescending(s => s.BegunAt).ThenByDescending(s => s.Id),
            { Id: var id } => studies
                .Where(s => s.BegunAt >= begun && (s.BegunAt > begun || s.Id.CompareTo(id) > 0)).OrderBy(s => s.BegunAt).ThenBy(s => s.Id),
        }).Take(PageSize + 1);
    }

    private static async Task<IReadOnlyList<StudyRow>> RowsAsync(PortalDb db, List<Study> studies, DateOnly today, CancellationToken ct)
    {
        var ids = studies.Select(study => study.Id).ToList();
        var agreeing = await Agreeing.CountAsync(db, ids, ct);
        var inForce = await (
            from study in db.Studies
            where ids.Contains(study.Id)
            join version in db.StudyVersions on new { Study = study.Id, study.Version } equals new { version.Study, version.Version }
            select version).ToDictionaryAsync(version => version.Study, ct);
        return
        [
            .. from study in studies
               let version = inForce.GetValueOrDefault(study.Id)
               select new StudyRow(
                   study.Id, study.Version, version?.Plan ?? study.Plan, version is not null && version.Plan != study.Plan,
                   version?.IsOver(today) == true, agreeing.GetValueOrDefault(study.Id)),
        ];
    }
}

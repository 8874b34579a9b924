using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>The limits on the use of somebody's data that hold on a day.</summary>
internal static class RestrictionsInForce
{
    /// <summary>Those of some persons; a test looks at the plan on both databases.</summary>
    public static IQueryable<UseRestriction> Of(PortalDb db, IReadOnlyList<SubjectKey> subjects, DateOnly today) =>
        db.UseRestrictions.AsNoTracking().Where(r => subjects.Contains(r.Subject) && (r.LiftOn == null || r.LiftOn > today));
}

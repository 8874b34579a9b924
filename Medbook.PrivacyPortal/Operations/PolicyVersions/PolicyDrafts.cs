using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>The rows of the policy that several operations ask for.</summary>
internal static class PolicyDrafts
{
    /// <summary>The draft, tracked; a new one where nothing was written yet.</summary>
    public static async Task<PolicyDraft> FindAsync(PortalDb db, CancellationToken ct)
    {
        if (await db.PolicyDrafts.SingleOrDefaultAsync(ct) is { } draft) return draft;
        return db.PolicyDrafts.Add(PolicyDraft.Begin()).Entity;
    }

    /// <summary>The version published last; null where there is none.</summary>
    public static Task<PolicyVersion?> LastAsync(PortalDb db, CancellationToken ct) =>
        db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);

    /// <summary>The version that counts on a day; null where there is none.</summary>
    public static Task<PolicyVersion?> OnAsync(PortalDb db, DateOnly day, CancellationToken ct) =>
        db.PolicyVersions.AsNoTracking().Where(v => v.EffectiveFrom <= day).OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);

    /// <summary>Whether a version counts, counted, or will.</summary>
    public static PolicyStanding StandingOf(int version, DateOnly effectiveFrom, int? inForce, DateOnly today) =>
        effectiveFrom > today ? PolicyStanding.Coming : version == inForce ? PolicyStanding.InForce : PolicyStanding.Archived;

    /// <summary>The day in Brussels.</summary>
    public static DateOnly Today(TimeProvider clock) => BrusselsTime.Today(clock);
}

/// <summary>Whether a version counts.</summary>
public enum PolicyStanding
{
    /// <summary>Its day is still to come.</summary>
    Coming,
    /// <summary>It counts.</summary>
    InForce,
    /// <summary>A later one took its place.</summary>
    Archived,
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What the changes of a plan by officers have in common.</summary>
internal static class ErasureChange
{
    /// <summary>The last plan of a cause; null where there is none.</summary>
    public static Task<ErasurePlan?> LastOfAsync(PortalDb db, Guid cause, CancellationToken ct) =>
        db.ErasurePlans.Where(p => p.CausedBy == cause).OrderByDescending(p => p.Round).FirstOrDefaultAsync(ct);

    /// <summary>Saves plan, run and audit entry together; of two officers at once the second is told.</summary>
    public static async Task<Result> SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }
}

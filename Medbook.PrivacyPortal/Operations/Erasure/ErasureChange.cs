using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What the changes of a plan by officers have in common.</summary>
internal static class ErasureChange
{
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

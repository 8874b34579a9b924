using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>The rows of the register that several operations ask for.</summary>
internal static class RegisterDrafts
{
    /// <summary>The draft, tracked; a new one where nothing was written yet.</summary>
    public static async Task<RegisterDraft> FindAsync(PortalDb db, CancellationToken ct)
    {
        if (await db.RegisterDrafts.SingleOrDefaultAsync(ct) is { } draft) return draft;
        return db.RegisterDrafts.Add(RegisterDraft.Begin()).Entity;
    }

    /// <summary>The version stored last, whether its day has come or not; null where none is installed.</summary>
    public static async Task<RegisterVersion?> LastAsync(PortalDb db, CancellationToken ct) =>
        (await db.RegisterVersions.AsNoTracking().OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct))?.Read();
}

using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>Keeps what was written of the next version, whole or not. Nobody else sees it until it is put in force.</summary>
public sealed class SaveRegisterDraft(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">Revision of the draft that was on the screen.</param>
    /// <param name="written">What was written.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The revision of now; or <see cref="RegisterDraftChanged"/>, <see cref="RegisterTooLong"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor who, Guid seen, RegisterVersion written, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SaveRegisterDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await RegisterDrafts.LastAsync(db, ct) is not { } last) return new RegisterMissing();
        var draft = await RegisterDrafts.FindAsync(db, ct);
        if (draft.Revision != seen) return new RegisterDraftChanged();
        if (RegisterFile.Write(draft.Over(last)) == RegisterFile.Write(written)) return draft.Revision;
        var now = clock.GetUtcNow();
        if (draft.Save(written, who.Id, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RegisterDrafted, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return draft.Revision;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Somebody saved in this moment. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if ((await RegisterDrafts.FindAsync(again, ct)).Revision == seen) throw;
            return new RegisterDraftChanged();
        }
    }
}

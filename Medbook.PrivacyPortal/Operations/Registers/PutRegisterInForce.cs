using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>
/// Makes what was written the next version of the register. From its day on every page, copy and letter says it: they read the register of the day.
/// </summary>
/// <remarks>GDPR 30.</remarks>
public sealed class PutRegisterInForce(IDbContextFactory<PortalDb> dbs, RegisterFacts facts, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">Revision of the draft that was on the screen.</param>
    /// <param name="order">What the officer says about it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The number of the version; or <see cref="RegisterDraftChanged"/>, or the rule it breaks.</returns>
    public async Task<Result<int>> RunAsync(Actor who, Guid seen, RegisterOrder order, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PutRegisterInForce) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await RegisterDrafts.LastAsync(db, ct) is not { } last) return new RegisterMissing();
        var draft = await RegisterDrafts.FindAsync(db, ct);
        if (draft.Revision != seen) return new RegisterDraftChanged();
        var made = NextRegister.After(draft.Over(last), last, facts.Needs(), order, BrusselsTime.Today(clock));
        if (made.Value is not { } next) return made.Problem!;
        var now = clock.GetUtcNow();
        db.RegisterVersions.Add(StoredRegister.Of(next, now, who.Id, order.Reason.Trim()));
        draft.Empty(who.Id, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RegisterPutInForce, now, reference: $"register {next.Version}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return next.Version;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await using var again = await dbs.CreateDbContextAsync(ct);
            if ((await RegisterDrafts.FindAsync(again, ct)).Revision == seen) throw;
            return new RegisterDraftChanged();
        }
    }
}

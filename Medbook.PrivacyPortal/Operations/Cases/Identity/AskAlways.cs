using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// Asks everybody who asks anything for a proof, as the policy says (7.9), where <c>Identity:AlwaysAsk</c> is on. It is off, because the
/// law wants a reasonable doubt about this very person (GDPR 12(6)): see the warning in <see cref="IdentitySettings"/>.
/// </summary>
public sealed class AskAlways(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many were asked.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskAlways) is { } denied) return denied;
        if (settings.Identity.AlwaysAsk != true) return 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = BrusselsTime.Today(clock);
        if (await registers.OnAsync(db, today, ct) is not { } register) return new RegisterMissing();

        // Only while the question still stops the clock: later it would cost the person time.
        var since = today.AddDays(-(Deadline.Of(today).LastDayToAsk.DayNumber - today.DayNumber));
        var fresh = await db.Requests
            .Where(r => r.IsOpen && r.ReceivedOn >= since && r.Proof != SenderProof.Checked && !db.IdentityQuestions.Any(q => q.RequestId == r.Id))
            .OrderBy(r => r.ReceivedAt).Select(r => r.Id).Take(Batch).ToListAsync(ct);
        var asked = 0;
        foreach (var id in fresh) asked += await AskAsync(who, id, register.Controller, ct) ? 1 : 0;
        return asked;
    }

    private async Task<bool> AskAsync(Actor who, Guid id, Controller controller, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.SingleAsync(r => r.Id == id, ct);
        var doubt = IdentityMails.StandingDoubt(PortalCultures.Of(request.Language));
        var asked = await IdentityAsking.AskAsync(
            db, request, Guid.CreateVersion7(clock.GetUtcNow()), QuestionAbout.Identity, doubt, who, controller, settings, clock.GetUtcNow(), ct);
        if (!asked.IsOk) return false;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // An officer was faster.
            return false;
        }
        return true;
    }
}

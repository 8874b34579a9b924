using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>
/// An officer doubts who it is, or whether somebody may act for the person, writes down why, and asks (rules I1 and I5). Within three
/// days of receipt the clock stands still; later it is asked all the same, and the answer says that the clock runs on (rule T6).
/// </summary>
public sealed class AskForIdentity(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="request">The request.</param>
    /// <param name="id">Identifier of the question, chosen by the page: asked twice with it, it is asked once.</param>
    /// <param name="about">What is doubted.</param>
    /// <param name="doubt">Why, as the person reads it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<IdentityQuestion>> RunAsync(Actor who, Guid request, Guid id, QuestionAbout about, string doubt, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskForIdentity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.IdentityQuestions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id && q.RequestId == request, ct) is { } asked) return asked;
        var found = await db.Requests.SingleOrDefaultAsync(r => r.Id == request && r.Number != null, ct);
        if (found is null) return new NotFound();
        if (found.Subject == who.Subject) return new OwnCase();
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        var question = await IdentityAsking.AskAsync(db, found, id, about, doubt, who, register.Controller, settings, clock.GetUtcNow(), ct);
        if (!question.IsOk) return question;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // A colleague asked, or decided, in this moment: one question waits at a time.
            return new ChangedMeanwhile();
        }
        return question;
    }
}

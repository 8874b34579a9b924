using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What every decision has in common: the case as the officer saw it, the letter, its mail and the audit entry, in one transaction.</summary>
public abstract class Decision(IDbContextFactory<PortalDb> dbs, RegisterCache registers, PortalSettings settings, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw; another one means that a colleague was faster.</param>
    /// <param name="action">What the audit says.</param>
    /// <param name="decide">Lets the request decide.</param>
    /// <param name="ct">Cancels.</param>
    protected async Task<Result> SendAsync(
        Actor who, Guid id, Guid revision, AuditAction action,
        Func<RightsRequest, RegisterVersion, RefusalLaw, DateTimeOffset, Result> decide, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.Include(r => r.Events).SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        var now = clock.GetUtcNow();
        if (request.IsOpen && request.Revision != revision) return new ChangedMeanwhile();
        var law = new RefusalLaw(register.Authority.Contact(PortalCultures.Of(request.Language)), await EarlierAnsweredAsync(db, request, ct));
        if (decide(request, register, law, now).Problem is { } problem) return problem;
        var letter = request.Letter!;
        db.AuditEntries.Add(AuditEntry.Of(who, action, now, request.Subject, id.ToString(), letter.Hash));
        if (await SubjectAddress.OfAsync(db, request.Subject, ct) is { } address)
        {
            db.OutgoingMails.Add(CaseMails.Answer(address, request, letter, settings, now));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return Result.Ok;
    }

    // Chasing a request that was not answered yet is no repeat (rule M1).
    private static Task<DateOnly?> EarlierAnsweredAsync(PortalDb db, RightsRequest request, CancellationToken ct) =>
        db.Requests.Where(r => r.Subject == request.Subject && r.Kind == request.Kind && r.Id != request.Id && r.DecidedAt < request.ReceivedAt)
            .MaxAsync(r => r.ReceivedOn, ct);
}

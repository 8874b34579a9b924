using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>One of a person's own requests, draft or sent, with its timeline, what was written in it and the files that go with it.</summary>
public sealed class ReadMyRequest(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result<MyCase>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyRequest) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.AsNoTracking().Include(r => r.Events.OrderBy(e => e.Id))
            .SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
        if (request is null) return new NotFound();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        var files = await FileReach.OfPerson(db, who, id).AsNoTracking().Where(a => a.Length > 0).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(ct);
        if (request.Number is null) return new MyCase(request, [], files.ConvertAll(AttachedFile.Of), Question: null, await EarlierAsync(db, request, ct));

        return new MyCase(request,
            await db.CaseMessages.AsNoTracking().Where(m => m.RequestId == id && m.Kind != MessageKind.Note)
                .OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct),
            files.ConvertAll(AttachedFile.Of),
            await db.IdentityQuestions.AsNoTracking()
                .SingleOrDefaultAsync(q => q.RequestId == id && (q.State == QuestionState.Asked || q.State == QuestionState.Answered), ct),
            await EarlierAsync(db, request, ct));
    }

    private static Task<CaseReference?> EarlierAsync(PortalDb db, RightsRequest request, CancellationToken ct) =>
        db.Requests.Where(r => r.Id == request.Details.EarlierRequest && r.Subject == request.Subject && r.Number != null)
            .Select(r => new CaseReference(r.Id, r.Number!)).SingleOrDefaultAsync(ct);
}

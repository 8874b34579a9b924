using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What an officer sees of the person behind a case.</summary>
/// <param name="Address">Where the answer goes; null where the portal knows no proved address.</param>
/// <param name="KnownSince">Since when the portal knows them (UTC); null where it no longer does.</param>
/// <param name="OtherRequests">How many other requests the person has sent.</param>
/// <param name="OtherOpenRequests">How many of these are still open.</param>
public sealed record CasePerson(string? Address, DateTimeOffset? KnownSince, int OtherRequests, int OtherOpenRequests)
{
    /// <summary>Whether they have an account, where they fetch the files that are sent to them.</summary>
    public bool TakesFiles { get; init; }
}

/// <summary>Another request of the same person.</summary>
public sealed record OtherRequest(Guid Id, string Number, RequestKind Kind, RequestStatus Status, Outcome? Outcome, DateOnly ReceivedOn);

/// <summary>A case as staff see it.</summary>
public sealed record CaseView(RightsRequest Request, CasePerson Person)
{
    /// <summary>What was said and noted, oldest first.</summary>
    public IReadOnlyList<CaseMessage> Messages { get; init; } = [];

    /// <summary>The last question about identity; null where there is none.</summary>
    public IdentityQuestion? Question { get; init; }

    /// <summary>Other requests of the person: those of the same kind first, then the newest; no more than <see cref="ReadCase.OthersShown"/>.</summary>
    public IReadOnlyList<OtherRequest> Others { get; init; } = [];

    /// <summary>When the last request of the same kind arrived that was answered before this one did (rule M1).</summary>
    public DateOnly? EarlierAnswered { get; init; }

    /// <summary>What the officer who looks has not sent yet.</summary>
    public IReadOnlyList<UnsentText> Unsent { get; init; } = [];

    /// <summary>Whether it is the request of whoever looks, who then does not handle it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What it asks of the team.</summary>
    public IReadOnlyList<CaseTask> Tasks => CaseTask.Of(Request, Messages, Question);
}

/// <summary>One case, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadCase(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>Other requests that are named; beyond them they are counted.</summary>
    public const int OthersShown = 8;

    public async Task<Result<CaseView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadCase) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // A draft is nobody's business but the person's.
        var request = await db.Requests.Include(r => r.Events.OrderBy(e => e.Id)).SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, request.Subject, id.ToString(), clock.GetUtcNow(), ct);

        var others = db.Requests.Where(r => r.Subject == request.Subject && r.Id != id && r.Number != null);
        var person = new CasePerson(
            await SubjectAddress.OfAsync(db, request.Subject, ct),
            await db.Subjects.Where(s => s.Key == request.Subject).Select(s => (DateTimeOffset?)s.CreatedAt).SingleOrDefaultAsync(ct),
            await others.CountAsync(ct),
            await others.CountAsync(r => r.IsOpen, ct))
        {
            TakesFiles = await CaseRecipient.TakesFilesAsync(db, request, ct),
        };
        return new CaseView(request, person)
        {
            Messages = await db.CaseMessages.Where(m => m.RequestId == id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct),
            Question = await db.IdentityQuestions.Where(q => q.RequestId == id).OrderByDescending(q => q.AskedAt).FirstOrDefaultAsync(ct),
            Others = await others.OrderByDescending(r => r.Kind == request.Kind).ThenByDescending(r => r.ReceivedOn).ThenByDescending(r => r.Id)
                .Take(OthersShown).Select(r => new OtherRequest(r.Id, r.Number!, r.Kind, r.Status, r.Outcome, r.ReceivedOn!.Value)).ToListAsync(ct),
            EarlierAnswered = await EarlierRequests.LastAnsweredAsync(db, request, ct),
            Unsent = await db.UnsentTexts.Where(t => t.RequestId == id && t.Officer == who.Id).ToListAsync(ct),
            IsOwn = request.Subject == who.Subject,
        };
    }
}

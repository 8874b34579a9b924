using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// An officer decides part by part: grants, grants partly or refuses with reasons. The person gets the letter exactly as the officer saw
/// it; one that lacks what the law asks of it is not sent (rules M2 and T7). A proof of identity that nobody judged yet is destroyed with it.
/// </summary>
public sealed class DecideRequest(
    CaseChanges changes, SourceCatalog sources, RegisterCache registers, RecipientNotices recipients, FileVault vault, Guard guard, TimeProvider clock)
{
    private readonly ScopeCheck scopes = new(sources, registers, clock);

    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="draft">The decision.</param>
    /// <param name="shown">Hash of the letter the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, DecisionDraft draft, string shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DecideRequest) is { } denied) return denied;
        Guid? proof = null;
        var decided = await changes.ApplyAsync(who, id, revision, async change =>
        {
            if (draft.Parts.Count == 0) return new PartsMissing();
            if (await registers.OnAsync(change.Db, BrusselsTime.DateOf(change.Now), ct) is not { } register) return new RegisterMissing();
            if ((await DecideAsync(change, draft, shown, register)).Problem is { } problem) return problem;
            proof = await OpenQuestion.EndAsync(change.Db, change.Request, who, change.Now, ct);
            return Result.Ok;
        }, ct);
        if (decided.IsOk) DestroyedBytes.Remove(vault, proof);
        return decided;
    }

    private async Task<Result> DecideAsync(CaseChange change, DecisionDraft draft, string shown, RegisterVersion register)
    {
        var request = change.Request;
        if (request.Scope.IsEverything && await UnknownAsync(change, draft) is { } unknown) return unknown;
        if (request.Kind == RequestKind.Unsorted) return new RequestUnsorted();
        var letter = DecisionLetters.Write(request, draft, register, sources.LabelOf, change.Now);
        var law = new RefusalLaw(
            register.Authority.Contact(PortalCultures.Of(request.Language)),
            await EarlierRequests.LastAnsweredAsync(change.Db, request, change.Cancelled));
        if (request.Decide(draft.Parts, letter, law, change.Who, change.Now).Problem is { } problem) return problem;
        if (letter.Hash != shown) return new LetterNotAsShown();
        // What was granted has to be carried out: it stands in the list of the team from this moment on.
        if (ErasurePlan.CanFollow(request)) change.Db.ErasurePlans.Add(ErasurePlan.For(request, change.Now).Value!);
        if (ErasurePlan.IsUpheld(request) && (await UpheldObjection.FollowAsync(change, register, sources, recipients)).Problem is { } unstopped) return unstopped;
        CorrectionIntents.Add(change.Db, sources, request, change.Now);
        await change.MailAsync(to => CaseMails.Answer(to, request, letter, change.Now));
        change.Audit(ActionOf(request.Outcome!.Value), letter.Hash);
        await change.ClearDeskAsync(UnsentKind.Decision);
        return Result.Ok;
    }

    // Where the request names nothing, the officer named the parts: they must exist as those of a request must.
    private Task<Problem?> UnknownAsync(CaseChange change, DecisionDraft draft) => scopes.ProblemOfAsync(change.Db, change.Request.Subject, new RequestScope
    {
        Activities = [.. draft.Parts.Select(part => part.Activity).OfType<string>()], Rows = [.. draft.Parts.Select(part => part.Row).OfType<ScopedRow>()],
    }, change.Cancelled);

    private static AuditAction ActionOf(Outcome outcome) => outcome switch
    {
        Outcome.Granted => AuditAction.RequestGranted,
        Outcome.PartlyGranted => AuditAction.RequestPartlyGranted,
        Outcome.Refused => AuditAction.RequestRefused,
    };
}

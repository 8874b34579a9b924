using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// An officer takes more time, for a reason of the law and before the first date passes. The notice is a message of the case and a mail,
/// in the same transaction (rule T5).
/// </summary>
public sealed class ExtendRequest(CaseChanges changes, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="message">The identifier of the notice.</param>
    /// <param name="reason">The reason of the law.</param>
    /// <param name="words">Why, in words the person reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(
        Actor who, Guid id, Guid revision, Guid message, ExtensionReason reason, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ExtendRequest) is { } denied) return denied;
        return await changes.SayAsync(who, id, revision, message, async change =>
        {
            var (request, first) = (change.Request, change.Request.DueOn);
            if (request.Extend(reason, words, change.Now).Problem is { } problem) return problem;
            var notice = Notice(request, first!.Value);
            var told = request.Tell(message, $"{notice}\n\n{words.Trim()}", who, change.Now);
            if (!told.IsOk) return told.Problem;
            change.Db.CaseMessages.Add(told.Value);
            await change.MailAsync(to => CaseMails.Extension(to, request, notice, told.Value, change.Now));
            change.Audit(AuditAction.RequestExtended, reason.ToString());
            await change.ClearDeskAsync(UnsentKind.Extension);
            return Result.Ok;
        }, ct);
    }

    /// <summary>The notice as the person reads it, without the officer's own words.</summary>
    private static string Notice(RightsRequest request, DateOnly first)
    {
        var culture = PortalCultures.Of(request.Language);
        return CaseTexts.Of(culture, "extension", request.Number!, LongDate.Of(request.DueOn!.Value, culture), LongDate.Of(first, culture),
            CaseTexts.Of(culture, $"extension.{request.ExtensionReason}"));
    }
}

using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// An officer names the record, the field and the value of a letter, call or mail that wants something corrected. From then on it is as if
/// the person had filled in the form: what the record holds is read here, and granting the request writes the value.
/// </summary>
/// <remarks>GDPR 16.</remarks>
public sealed class NameCorrection(CaseChanges changes, SourceCatalog sources, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="request">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="row">The record; with an empty key where none is named.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="proposed">What it should be.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Nothing; or, among others, <see cref="UnknownRecord"/>, <see cref="UnknownField"/>, <see cref="FieldNotRectifiable"/>, <see cref="CorrectionNotNameable"/>.</returns>
    public async Task<Result> RunAsync(Actor who, Guid request, Guid revision, ScopedRow row, string field, string proposed, CancellationToken ct)
    {
        if (guard.Check(who, Permission.NameCorrection) is { } denied) return denied;
        return await changes.ApplyAsync(who, request, revision, async change =>
        {
            var before = change.Request.Details;
            var named = new FieldCorrection(row, field, Shown: null, proposed.Trim());
            var settled = await new DetailsCheck(sources).SettleAsync(
                change.Db, change.Request.Subject, before, before with { Corrections = [.. before.Corrections, named] }, ct);
            if (!settled.IsOk) return settled.Problem;
            if (change.Request.NameCorrections(settled.Value, change.Now).Problem is { } problem) return problem;
            change.Audit(AuditAction.CorrectionNamed, $"{row.Source}/{row.Dataset}/{field}");
            return Result.Ok;
        }, ct);
    }
}

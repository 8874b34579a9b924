using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What a draft may hold. A page's address can say anything, and what a draft held before is not looked up again.</summary>
internal sealed class DraftCheck(SourceCatalog sources, RegisterCache registers, TimeProvider clock)
{
    private readonly ScopeCheck scopes = new(sources, registers, clock);
    private readonly DetailsCheck details = new(sources);

    /// <summary>What a draft will hold, or why it may not.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="subject">Whose draft it is.</param>
    /// <param name="before">What it held; null for a new one.</param>
    /// <param name="now">What it is to hold.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<DraftContent>> SettleAsync(PortalDb db, SubjectKey subject, DraftContent? before, DraftContent now, CancellationToken ct)
    {
        if (now.Scope != before?.Scope && await scopes.ProblemOfAsync(db, subject, now.Scope, ct) is { } unknown) return unknown;
        if (now.Details == before?.Details && now.Scope == before.Scope) return now;

        var settled = await details.SettleAsync(db, subject, before?.Details ?? RequestDetails.None, now.Details, ct);
        if (!settled.IsOk) return settled.Problem;
        if (now.Kind == RequestKind.Objection && settled.Value.DirectMarketing)
        {
            if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
            if (!now.Scope.IsWithin(register.Marketing)) return new MarketingStandsAlone();
        }
        return now with { Details = settled.Value };
    }
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Operations.Cases.HandOver;

/// <summary>A request as a pack tells it: what was asked, how the term ran, what was decided.</summary>
internal sealed record PackedCase(
    string Number, RequestKind Kind, RequestChannel Channel, SenderProof Proof, RequestScope Scope, RequestDetails Details, string Words, string Language,
    RequestStatus Status, PackedTerm Term, FeeQuote? Fee, BalancingTest? Balancing, Outcome? Outcome, IReadOnlyList<DecisionPart> Parts,
    DateTimeOffset? DecidedAt, string? DecidedBy, bool AnsweredLate, string? LetterSha256)
{
    public static PackedCase Of(RightsRequest request) => new(
        request.Number!, request.Kind, request.Channel, request.Proof, request.Scope, request.Details, request.Words, request.Language,
        request.Status, PackedTerm.Of(request.Deadline!, request.ExtensionReason), request.Fee, request.Balancing, request.Outcome, request.Parts,
        request.DecidedAt, request.DecidedBy, request.AnsweredLate, request.Letter?.Hash);
}

/// <summary>The calculation of a term.</summary>
internal sealed record PackedTerm(
    DateOnly Received, DateOnly ThirtyDays, DateOnly OneMonth, DateOnly Due, DateOnly HardLimit, IReadOnlyList<Pause> Pauses,
    DateOnly? ExtendedOn, ExtensionReason? ExtensionReason, DateOnly? ExtendedTo, DateOnly? ExtendedHardLimit)
{
    public static PackedTerm Of(Deadline term, ExtensionReason? reason) => new(
        term.Received, term.ThirtyDays, term.OneMonth, term.Due, term.HardLimit, term.Pauses, term.ExtendedOn, reason,
        term.ExtendedOn is null ? null : term.ExtendedTo, term.ExtendedOn is null ? null : term.ExtendedHardLimit);
}

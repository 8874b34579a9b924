using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>What an open request holds: the records it speaks of, until it is answered or taken back.</summary>
/// <param name="Request">The request.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Scope">What it speaks of.</param>
/// <remarks>Rule D1.</remarks>
public sealed record CaseHold(Guid Request, SubjectKey Subject, RequestKind Kind, RequestScope Scope)
{
    /// <summary>What a request holds while it is open. One that names only values to correct speaks of their records.</summary>
    public static CaseHold Of(Guid request, SubjectKey subject, RequestKind kind, RequestScope scope, RequestDetails details)
    {
        var corrected = details.Corrections.Select(correction => correction.Row).Except(scope.Rows).ToList();
        return new(request, subject, kind, corrected.Count == 0 ? scope : scope with { Rows = [.. scope.Rows, .. corrected] });
    }

    /// <summary>
    /// Whether it stands in the way of a destruction. A request never stands in its own way; and who asks for an erasure twice does not wait
    /// for the other answer.
    /// </summary>
    public bool StandsAgainst(DestructionCause cause) => cause.Request != Request && !(cause.IsAsked && Kind == RequestKind.Erasure);

    /// <summary>Whether a record is held.</summary>
    /// <param name="source">Name of the source it lies in.</param>
    /// <param name="dataset">Identifier of its dataset.</param>
    /// <param name="activities">The activities that use its fields.</param>
    /// <param name="record">Its key; empty where the records of the dataset have none.</param>
    /// <param name="of">The persons it is about.</param>
    public bool Covers(string source, string dataset, IReadOnlyCollection<string> activities, string record, IReadOnlyCollection<SubjectKey> of) =>
        of.Contains(Subject) && Scope.Covers(source, dataset, activities, record);
}

using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>One of a person's own requests as the person sees it.</summary>
/// <param name="Request">The request, draft or sent, with its timeline.</param>
/// <param name="Messages">What was written to and from the team, oldest first; never a note.</param>
/// <param name="Question">The question about identity that is open; null where there is none.</param>
/// <param name="Earlier">The earlier request it speaks of; null where it speaks of none, or of one that is gone.</param>
public sealed record MyCase(
    RightsRequest Request, IReadOnlyList<CaseMessage> Messages, IdentityQuestion? Question, CaseReference? Earlier)
{
    /// <summary>Whether the team asked something that a message answers: a question about identity, or a fee, has an answer of its own.</summary>
    public bool IsAsked => Request.IsOpen && Messages.LastOrDefault(message => message.Kind != MessageKind.FromTeam) is { Kind: MessageKind.Question };
}

/// <summary>A request by its number.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">The number to quote.</param>
public sealed record CaseReference(Guid Id, string Number);

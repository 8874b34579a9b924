using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>One of a person's own requests as the person sees it.</summary>
/// <param name="Request">The request, draft or sent, with its timeline.</param>
/// <param name="Messages">What was written to and from the team, oldest first; never a note.</param>
/// <param name="Files">What went with it and with its messages, and what lies on the person's desk, oldest first.</param>
/// <param name="Question">The question about identity that is open; null where there is none.</param>
/// <param name="Earlier">The earlier request it speaks of; null where it speaks of none, or of one that is gone.</param>
public sealed record MyCase(
    RightsRequest Request, IReadOnlyList<CaseMessage> Messages, IReadOnlyList<AttachedFile> Files, IdentityQuestion? Question, CaseReference? Earlier)
{
    /// <summary>Whether the team asked something that a message answers: a question about identity, or a fee, has an answer of its own.</summary>
    public bool IsAsked => Request.IsOpen && Messages.LastOrDefault(message => message.Kind != MessageKind.FromTeam) is { Kind: MessageKind.Question };

    /// <summary>The files that were sent with the request itself.</summary>
    public IEnumerable<AttachedFile> Evidence => Files.Where(file => file is { IsSent: true, Message: null });

    /// <summary>The files that were sent with a message.</summary>
    public IEnumerable<AttachedFile> FilesOf(CaseMessage message) => Files.Where(file => file.IsSent && file.Message == message.Id);

    /// <summary>The files that go with the next message, or with the request while it is a draft.</summary>
    public IEnumerable<AttachedFile> Desk => Files.Where(file => !file.IsSent);
}

/// <summary>A request by its number.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">The number to quote.</param>
public sealed record CaseReference(Guid Id, string Number);

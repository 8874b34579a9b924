using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A request that somebody else enters for the person: a letter, a call, a mail.</summary>
/// <param name="Id">Identifier, chosen by whoever enters it, so that a second click enters no second one.</param>
/// <param name="Subject">Whose request it is; somebody unknown where nothing is proved.</param>
/// <param name="Channel">How it came.</param>
/// <param name="Kind">Of which kind; unsorted where nobody has read it.</param>
/// <param name="ArrivedOn">The day in Brussels on which it arrived (rule T1).</param>
/// <param name="Words">What it says.</param>
/// <param name="ReplyAddress">Where the answer can be mailed; null where it goes by post.</param>
/// <param name="Language">Culture name of the language it is in.</param>
public sealed record RequestEntry(
    Guid Id, SubjectKey Subject, RequestChannel Channel, RequestKind Kind, DateOnly ArrivedOn, string Words, string? ReplyAddress, string Language);

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A decision before it is sent: a verdict per part, what is done, and the officer's own words in the letter.</summary>
/// <param name="Parts">The parts, each granted or refused.</param>
/// <param name="WhatWeDo">What is or will be done about what is granted, in words the person reads; may be empty.</param>
public sealed record DecisionDraft(IReadOnlyList<DecisionPart> Parts, string WhatWeDo)
{
    /// <summary>Paragraphs of the template that the officer wrote anew.</summary>
    public IReadOnlyList<LetterEdit> Edits { get; init; } = [];

    /// <summary>All of a request is granted.</summary>
    public static DecisionDraft Grant(string whatWeDo) => new([DecisionPart.Everything], whatWeDo);

    /// <summary>All of a request is refused, for the same reasons.</summary>
    public static DecisionDraft Refuse(RefusalReasons reasons) => new([DecisionPart.Everything with { Refused = reasons }], "");
}

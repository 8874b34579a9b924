namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>Why a term may be extended. Much work, or many requests of other people, are no reasons, so they are not in this list. Stored by name.</summary>
/// <remarks>Rule T5; GDPR 12(3); EDPB Guidelines 01/2022, 163-164.</remarks>
public enum ExtensionReason
{
    /// <summary>This request is complex: many sources, data about others, an expert has to look.</summary>
    Complex,
    /// <summary>This person has sent several requests, which are answered together.</summary>
    SeveralOfThePerson,
}

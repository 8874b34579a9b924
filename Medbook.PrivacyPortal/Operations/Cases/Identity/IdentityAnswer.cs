using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>What a person answers with.</summary>
public sealed record IdentityAnswer
{
    private IdentityAnswer(ProofKind proof) => Proof = proof;

    /// <summary>The kind of proof.</summary>
    public ProofKind Proof { get; }

    /// <summary>What it says; empty for a picture and a sign-in.</summary>
    public string Words { get; private init; } = "";

    /// <summary>The picture as it comes; null where there is none.</summary>
    public Stream? Picture { get; private init; }

    /// <summary>A picture that was masked in the browser: of the front of a card, or of an authorisation.</summary>
    public static IdentityAnswer Picturing(QuestionAbout about, Stream picture) =>
        new(about == QuestionAbout.Mandate ? ProofKind.Document : ProofKind.MaskedCard) { Picture = picture };

    /// <summary>This sign-in, with a second factor.</summary>
    public static IdentityAnswer SignIn { get; } = new(ProofKind.SecondFactor);

    /// <summary>Another way, in words.</summary>
    public static IdentityAnswer Saying(string words) => new(ProofKind.OtherWay) { Words = words };
}

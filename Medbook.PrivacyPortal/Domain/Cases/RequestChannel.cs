namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>How a request reached Medbook; every official channel starts the clock. Stored by name, so names never change.</summary>
/// <remarks>Rule T1; EDPB Guidelines 01/2022, 52-56.</remarks>
public enum RequestChannel
{
    /// <summary>Sent on the portal by a signed-in person.</summary>
    Portal,
    /// <summary>Sent on the portal by somebody without an account.</summary>
    Guest,
    /// <summary>A mail.</summary>
    Email,
    /// <summary>A letter.</summary>
    Letter,
    /// <summary>A call.</summary>
    Call,
}

/// <summary>What shows that the sender is the person. An officer asks for more only with a recorded doubt (rule I1).</summary>
public enum SenderProof
{
    /// <summary>Nothing: a name on a letter, the From of a mail.</summary>
    None,
    /// <summary>A code that was mailed to the address; it releases no data without an officer.</summary>
    MailCode,
    /// <summary>Signed in.</summary>
    SignIn,
    /// <summary>Proved anew in the same session.</summary>
    FreshSignIn,
    /// <summary>Signed in with a second factor.</summary>
    SecondFactor,
    /// <summary>An officer asked and was satisfied.</summary>
    Checked,
}

/// <summary>What a proof is good for.</summary>
public static class SenderProofs
{
    /// <summary>Whether there is nothing left to doubt by itself.</summary>
    public static bool Suffices(this SenderProof proof) => proof is SenderProof.FreshSignIn or SenderProof.SecondFactor or SenderProof.Checked;
}

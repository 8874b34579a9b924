namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>Signing in is a proof only where a second factor was used after the question was asked.</summary>
public sealed record SignInNotFresh() : Problem("identity.sign-in-not-fresh");

/// <summary>This question is about a representative's authorisation: signing in does not show that somebody may act for another.</summary>
/// <remarks>Rule I5.</remarks>
public sealed record MandateNeedsMore() : Problem("identity.mandate-needs-more");

/// <summary>A picture of a card comes as a new JPEG, made where it was masked.</summary>
public sealed record PictureNotMasked() : Problem("identity.picture-not-masked");

/// <summary>There is no picture, or no more.</summary>
/// <remarks>Rule I2.</remarks>
public sealed record PictureGone() : Problem("identity.picture-gone");

/// <summary>The vault cannot take or give a picture now.</summary>
public sealed record PictureVaultUnavailable() : Problem("identity.vault-unavailable");

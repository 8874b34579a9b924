namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>A yes counts only for the text in force; another one was on the screen.</summary>
public sealed record ConsentTextChanged() : Problem("consent.text-changed");

/// <summary>Only a given consent can be withdrawn.</summary>
public sealed record NoConsentToWithdraw() : Problem("consent.nothing-to-withdraw");

/// <summary>Only an objection that was made can be lifted.</summary>
public sealed record NoObjectionToLift() : Problem("consent.nothing-to-lift");

/// <summary>The program brings other words under the number of a version that people may have decided on.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Version">The version.</param>
public sealed record ConsentTextRewritten(string Purpose, int Version) : Problem("consent.text-rewritten")
{
    /// <inheritdoc />
    public override object[] Arguments => [Purpose, Version];
}

/// <summary>The key that signs receipts cannot be opened now.</summary>
public sealed record ReceiptNotSigned() : Problem("consent.receipt-not-signed");

/// <summary>A file has more bytes than a receipt or a signature ever has.</summary>
public sealed record ReceiptTooLarge() : Problem("consent.receipt-too-large");

/// <summary>A receipt is checked with its signature: one of the two is not there.</summary>
public sealed record ReceiptMissing() : Problem("consent.receipt-missing");

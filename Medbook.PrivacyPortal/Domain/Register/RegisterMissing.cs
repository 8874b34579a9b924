namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>No version of the register holds yet: the portal was started without preparing its database.</summary>
public sealed record RegisterMissing() : Problem("register.missing");

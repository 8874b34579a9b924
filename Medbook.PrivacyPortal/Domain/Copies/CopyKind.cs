namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>Which right a copy answers. Stored by name, so names never change.</summary>
public enum CopyKind
{
    /// <summary>What the person provided, on consent or contract, to take elsewhere (GDPR 20).</summary>
    Portability,
    /// <summary>Everything that is not secret (GDPR 15).</summary>
    Access,
}

using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>What an erasure does to a row or a field.</summary>
public sealed record Erasure
{
    /// <summary>The action.</summary>
    public required ErasureAction Action { get; init; }

    /// <summary>What is written over the value; only with <see cref="ErasureAction.Mask"/>.</summary>
    public string? Mask { get; init; }

    /// <summary>The exception that allows to keep it; only with <see cref="ErasureAction.Keep"/>.</summary>
    public KeepGround? Ground { get; init; }

    /// <summary>Why it is kept, as the person reads it; only with <see cref="ErasureAction.Keep"/>.</summary>
    public LocalText? Why { get; init; }

    /// <summary>The whole row goes.</summary>
    public static Erasure Delete { get; } = new() { Action = ErasureAction.Delete };
}

/// <summary>The words of erasure.</summary>
public enum ErasureAction
{
    /// <summary>The row is deleted.</summary>
    Delete,
    /// <summary>The value becomes NULL.</summary>
    Null,
    /// <summary>A fixed text is written over the value.</summary>
    Mask,
    /// <summary>The value becomes an HMAC under a key that is thrown away: equal values stay equal, nothing leads back.</summary>
    Hash,
    /// <summary>The value stays, with a ground.</summary>
    Keep,
}

/// <summary>The exceptions to erasure.</summary>
/// <remarks>GDPR 17(3)(a)-(e).</remarks>
public enum KeepGround
{
    /// <summary>17(3)(a): freedom of expression and information.</summary>
    Expression,
    /// <summary>17(3)(b): the law requires it, or a task in the public interest.</summary>
    LegalObligation,
    /// <summary>17(3)(c): public health.</summary>
    PublicHealth,
    /// <summary>17(3)(d): archives, research, statistics.</summary>
    Research,
    /// <summary>17(3)(e): legal claims.</summary>
    LegalClaims,
}

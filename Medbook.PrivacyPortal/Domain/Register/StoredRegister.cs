using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>A version of the register as it was installed. Never changed afterwards: decisions refer to it.</summary>
public sealed class StoredRegister : IAudited
{
    private StoredRegister() { }

    /// <summary>Number of the version.</summary>
    public int Version { get; private set; }

    /// <summary>From which day on it holds.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    /// <summary>When it was installed (UTC).</summary>
    public DateTimeOffset InstalledAt { get; private set; }

    /// <summary>The whole version as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Account of the officer who put it in force; empty where the program brought it.</summary>
    public string PutInForceBy { get; private set; } = "";

    /// <summary>Why it differs from the one before; empty where the program brought it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Takes a version in.</summary>
    /// <param name="register">The version.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="by">Account of the officer; empty where the program brings it.</param>
    /// <param name="reason">Why it differs from the one before.</param>
    public static StoredRegister Of(RegisterVersion register, DateTimeOffset now, string by = "", string reason = "") => new()
    {
        PutInForceBy = by,
        Reason = reason,
        Version = register.Version,
        EffectiveFrom = register.EffectiveFrom,
        InstalledAt = now,
        Content = RegisterFile.Write(register),
    };

    /// <summary>The version, read back.</summary>
    public RegisterVersion Read() => RegisterFile.Read(Content);
}

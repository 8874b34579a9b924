using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>The next version of the register as it is written. There is one.</summary>
public sealed class RegisterDraft : IAudited
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Most characters of the whole, as JSON.</summary>
    public const int MaxContent = 500_000;

    private RegisterDraft() { }

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>The register as JSON; empty where nothing was written yet.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Account of who saved it last.</summary>
    public string SavedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>An empty one.</summary>
    public static RegisterDraft Begin() => new();

    /// <summary>What was written; the version before where nothing was.</summary>
    /// <param name="last">The version stored last.</param>
    public RegisterVersion Over(RegisterVersion last) => Content.Length == 0 ? last : RegisterFile.Read(Content);

    /// <summary>Keeps what was written.</summary>
    /// <param name="register">The register.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="RegisterTooLong"/>.</returns>
    public Result Save(RegisterVersion register, string by, DateTimeOffset now)
    {
        var content = RegisterFile.Write(register);
        if (content.Length > MaxContent) return new RegisterTooLong();
        (Content, SavedBy, SavedAt, Revision) = (content, by, now, Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>Begins anew from the version that was put in force: a save in this moment meets this one.</summary>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    public void Empty(string by, DateTimeOffset now) => (Content, SavedBy, SavedAt, Revision) = ("", by, now, Guid.NewGuid());
}

using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>The text of the policy that is being written. There is one: it becomes the next version.</summary>
public sealed class PolicyDraft : IAudited
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Most characters of one language.</summary>
    public const int MaxText = 200_000;

    private PolicyDraft() { }

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>Markdown in each language; empty where there is no official text in it.</summary>
    public LocalText Text { get; private set; } = new("", "", "");

    /// <summary>Account of who saved it last.</summary>
    public string SavedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>An empty one.</summary>
    public static PolicyDraft Begin() => new();

    /// <summary>Keeps what was written.</summary>
    /// <param name="text">Markdown in each language.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="PolicyTooLong"/>.</returns>
    public Result Save(LocalText text, string by, DateTimeOffset now)
    {
        if (new[] { text.En, text.Nl, text.Fr }.Any(words => words.Length > MaxText)) return new PolicyTooLong(MaxText);
        (Text, SavedBy, SavedAt, Revision) = (text, by, now, Guid.NewGuid());
        return Result.Ok;
    }
}

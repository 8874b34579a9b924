namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What an officer writes on in a case. Stored by name, so names never change.</summary>
public enum UnsentKind
{
    /// <summary>A note of the team.</summary>
    Note,
    /// <summary>A message or a question to the person.</summary>
    Message,
    /// <summary>Why it takes longer.</summary>
    Extension,
    /// <summary>The facts of a fee.</summary>
    Fee,
    /// <summary>The weighing of an objection.</summary>
    Weighing,
    /// <summary>The decision with its letter.</summary>
    Decision,
}

/// <summary>
/// Words on an officer's desk that were not sent yet, so that a lost circuit, a restart or a colleague who was faster loses none of them.
/// Nobody but the officer sees them; they go with the sending.
/// </summary>
public sealed class UnsentText
{
    /// <summary>Characters of one text, with the form around it.</summary>
    public const int MaxText = 100_000;

    private UnsentText() { }

    /// <summary>The request it belongs to.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Account of the officer who writes.</summary>
    public string Officer { get; private set; } = "";

    /// <summary>What is written on.</summary>
    public UnsentKind Kind { get; private set; }

    /// <summary>The identifier it is sent under, so that sending it again after a lost circuit sends no second one.</summary>
    public Guid SendAs { get; private set; }

    /// <summary>The words, in the form's own form.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was last written on (UTC).</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Begins one; <see cref="Write"/> fills it.</summary>
    public static UnsentText Begin(Guid request, string officer, UnsentKind kind) => new() { RequestId = request, Officer = officer, Kind = kind };

    /// <summary>Keeps what was written so far.</summary>
    /// <returns>Nothing; or <see cref="ValueTooLong"/>.</returns>
    public Result Write(Guid sendAs, string text, DateTimeOffset now)
    {
        if (text.Length > MaxText) return new ValueTooLong(MaxText);
        (SendAs, Text, ChangedAt) = (sendAs, text, now);
        return Result.Ok;
    }
}

using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What a message is. Stored by name, so names never change.</summary>
public enum MessageKind
{
    /// <summary>From the person to the team.</summary>
    FromPerson,
    /// <summary>From the team to the person; no answer is needed.</summary>
    FromTeam,
    /// <summary>A question of the team: the case waits for the person, and the clock runs on.</summary>
    Question,
    /// <summary>A note of the team. The person sees it only in an access copy, after a review (rule M4); never in a letter.</summary>
    Note,
}

/// <summary>One message or note in a case. Written once.</summary>
public sealed class CaseMessage
{
    /// <summary>Characters of one message.</summary>
    public const int MaxText = 10_000;

    private CaseMessage() { }

    /// <summary>Identifier, chosen by the page, so that a second click sends no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>The request it belongs to.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>What it is.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>In which role it was written; the person sees no name.</summary>
    public Role By { get; private set; }

    /// <summary>Account of the officer who wrote it; null for the person.</summary>
    public string? Officer { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What it says.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether the person may see it.</summary>
    public bool IsForPerson => Kind != MessageKind.Note;

    internal static Result<CaseMessage> Write(Guid id, Guid request, MessageKind kind, string text, Actor by, DateTimeOffset now)
    {
        var words = text.Trim();
        if (words.Length == 0) return new MessageEmpty();
        if (words.Length > MaxText) return new MessageTooLong(MaxText);
        var isPerson = kind == MessageKind.FromPerson;
        return new CaseMessage
        {
            Id = id, RequestId = request, Kind = kind, At = now, Text = words,
            By = isPerson ? by.OwnRole : Role.Officer, Officer = isPerson ? null : by.Id,
        };
    }
}

namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>A question to the helpdesk, by a member or from an address.</summary>
internal sealed class Ticket
{
    public int Id { get; init; }
    public required string Number { get; init; }
    public int? MemberId { get; init; }
    public string? Email { get; init; }

    /// <summary>The ticket this one was joined to, when somebody wrote twice.</summary>
    public int? MergedIntoId { get; init; }

    public required string Subject { get; init; }
    public required string Status { get; init; }
    public int? Rating { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
}

/// <summary>A message of a ticket.</summary>
internal sealed class TicketMessage
{
    public int Id { get; init; }
    public int TicketId { get; init; }
    /// <summary><c>member</c> or <c>helpdesk</c>.</summary>
    public required string Sender { get; init; }

    /// <summary>Who answered at the helpdesk.</summary>
    public string? StaffName { get; init; }

    /// <summary>UTF-8 text as bytes.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long SentMs { get; init; }
}

/// <summary>The contact form, also for people without an account.</summary>
internal sealed class ContactMessage
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public string? Phone { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required string Device { get; init; }

    /// <summary>ISO text with an offset.</summary>
    public required string ReceivedAt { get; init; }

    /// <summary>ISO text; empty until somebody answered.</summary>
    public required string HandledAt { get; init; }
}

namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>What a member did and learned. Deleted entries stay, with <see cref="DeletedAt"/>.</summary>
internal sealed class PortfolioEntry
{
    public Guid Id { get; init; }
    public int MemberId { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Reflection { get; init; }

    /// <summary>JSON: role, setting, minutes, topic.</summary>
    public required string Details { get; init; }

    /// <summary>.NET ticks.</summary>
    public long UpdatedTicks { get; init; }

    public DateTime? DeletedAt { get; init; }
}

/// <summary>The index of the search page: a copy of the entries' words.</summary>
internal sealed class SearchWord
{
    public int Id { get; init; }
    public Guid EntryId { get; init; }
    public required string Content { get; init; }
}

/// <summary>One member's view of another's work. About both.</summary>
internal sealed class Feedback
{
    public int Id { get; init; }

    /// <summary>Who wrote it; empty after they left.</summary>
    public int? AuthorId { get; init; }

    public int RecipientId { get; init; }
    public Guid? EntryId { get; init; }
    public DateTime RequestedAt { get; init; }
    public DateTime? GivenAt { get; init; }
    public int? Score { get; init; }
    public string? Comment { get; init; }

    /// <summary>What the author noted for themselves.</summary>
    public string? AuthorNote { get; init; }
}

using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>When requests of the queue are due.</summary>
public enum DueWindow
{
    /// <summary>The due date is over.</summary>
    Late,
    /// <summary>Due today or within the days of <see cref="Domain.Time.Deadline.SoonDays"/>.</summary>
    Soon,
}

/// <summary>Who has the requests of the queue.</summary>
/// <param name="Account">Account of the officer; null for those that nobody has.</param>
public sealed record QueueOwner(string? Account);

/// <summary>Which requests staff look at. What is not said narrows nothing.</summary>
/// <param name="Status">One status; all open ones where nothing is said.</param>
/// <param name="Kind">One kind.</param>
public sealed record QueueFilter(RequestStatus? Status = null, RequestKind? Kind = null)
{
    /// <summary>When they are due.</summary>
    public DueWindow? Due { get; init; }

    /// <summary>Who has them.</summary>
    public QueueOwner? Owner { get; init; }

    /// <summary>How they came.</summary>
    public RequestChannel? Channel { get; init; }

    /// <summary>A case number, or an e-mail address or its beginning. It finds requests of every status.</summary>
    public string? Text { get; init; }

    /// <summary>Whether nothing narrows the open requests.</summary>
    public bool IsPlain => this == new QueueFilter();
}

/// <summary>A place in the queue: the most urgent row of a page begins after it, or ends before it.</summary>
/// <param name="DueOn">Due date of the row at the place.</param>
/// <param name="Id">Identifier of the row at the place.</param>
/// <param name="Backward">Whether the page before the place is meant.</param>
public sealed record QueuePlace(DateOnly DueOn, Guid Id, bool Backward = false);

/// <summary>One request in the queue. It tells requests of one person apart from others, and no more: who it is stands in the case.</summary>
/// <param name="AssignedTo">Address of the officer who has it; null where nobody has.</param>
public sealed record QueueRow(
    Guid Id, Guid Revision, string Number, SubjectKey Subject, RequestKind Kind, RequestScope Scope, RequestChannel Channel, RequestStatus Status,
    Outcome? Outcome, string? AssignedTo, DateTimeOffset ReceivedAt, DateOnly DueOn);

/// <summary>How many there are, for the tabs: exact for each status, the dates no further than <see cref="ListRequests.CountLimit"/>.</summary>
public sealed record QueueCounts(IReadOnlyDictionary<RequestStatus, int> ByStatus, int Late, int Soon)
{
    /// <summary>All whose clock runs.</summary>
    public int Open => ByStatus.Where(count => count.Key.IsOpen()).Sum(count => count.Value);

    /// <summary>Those of one status.</summary>
    public int Of(RequestStatus status) => ByStatus.GetValueOrDefault(status);
}

/// <summary>A page of the queue, most urgent first.</summary>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, QueuePlace? Previous, QueuePlace? Next, QueueCounts Counts);

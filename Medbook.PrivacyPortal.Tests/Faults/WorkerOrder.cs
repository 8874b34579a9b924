using System.Text.Json;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>What a worker process does.</summary>
internal enum WorkerAct
{
    MakeCopies,
    CancelCopy,
    DiscardCopy,
    ExpireCopies,
    RemoveBytes,
    TakeInMail,
    CarryOutErasures,
    CarryOutSweeps,
    CarryOutRectifications,
    MakeExtracts,
    ReleaseExtracts,
}

/// <summary>A place in the work of a worker, where it stops and waits for what the test decides.</summary>
/// <param name="Phase">One of <see cref="Phases"/>.</param>
/// <param name="Occurrence">Which time it comes there, from 1.</param>
internal sealed record StopPoint(string Phase, int Occurrence = 1)
{
    public override string ToString() => $"{Phase}, time {Occurrence}";
}

/// <summary>Tells a worker process which portal it is, what it does and where it stops.</summary>
internal sealed record WorkerOrder(
    Provider Provider, string Connection, string Folder, Dictionary<string, string?> Settings, DateTimeOffset Now, WorkerAct Act)
{
    /// <summary>The person who acts, where one does.</summary>
    public Guid Subject { get; init; }

    /// <summary>The copy it is about, where it is about one.</summary>
    public Guid Copy { get; init; }

    /// <summary>The mail it takes in, where it takes one in.</summary>
    public string Mail { get; init; } = "";

    /// <summary>How many copies it makes at once.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Where it stops.</summary>
    public IReadOnlyList<StopPoint> Stops { get; init; } = [];

    /// <summary>Stops at every phase there is, each time.</summary>
    public bool StopsEverywhere { get; init; }

    public string Write() => JsonSerializer.Serialize(this);

    public static WorkerOrder Read(string text) => JsonSerializer.Deserialize<WorkerOrder>(text)!;
}

/// <summary>What a worker tells when it comes to its end.</summary>
/// <param name="Peak">The most memory it had at any moment, in bytes.</param>
/// <param name="Phases">How often it came to each phase.</param>
internal sealed record WorkerEnd(long Peak, Dictionary<string, int> Phases);

namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>A device a member signed in with.</summary>
internal sealed class Device
{
    public int Id { get; init; }
    public int MemberId { get; init; }
    public required string Kind { get; init; }
    public required string Model { get; init; }
    public required string OperatingSystem { get; init; }
    public required string Browser { get; init; }
    public string? PushToken { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long FirstSeen { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long LastSeen { get; init; }
}

/// <summary>One step of a member in the application.</summary>
internal sealed class UsageEvent
{
    public long Id { get; init; }
    public int MemberId { get; init; }
    public int DeviceId { get; init; }
    public required string Page { get; init; }
    public required string Action { get; init; }
    public int Seconds { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long OccurredMs { get; init; }
}

/// <summary>A line of the web server's log. The table has no key.</summary>
internal sealed class ServerLogLine
{
    /// <summary>Seconds since 1970.</summary>
    public long LoggedAt { get; init; }

    /// <summary><c>member:</c> and the number; empty for a visitor who did not sign in.</summary>
    public string? Principal { get; init; }

    public required string Ip { get; init; }
    public required string Method { get; init; }
    public required string Path { get; init; }
    public int Status { get; init; }
    public required string Agent { get; init; }
}

/// <summary>Totals as the app stores publish them; about nobody.</summary>
internal sealed class AppStatistic
{
    public required string Month { get; init; }
    public required string Store { get; init; }
    public required string AgeGroup { get; init; }
    public int Users { get; init; }
}

/// <summary>What the application notes about its own schema; here also which sample this is.</summary>
internal sealed class SchemaInfo
{
    public required string Name { get; init; }
    public required string Value { get; init; }
}

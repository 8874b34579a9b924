using Medbook.PrivacyPortal.Commands.Sample.Making;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>Which sample is wanted, and where.</summary>
internal sealed record SampleOptions
{
    /// <summary>Fewer would leave nobody to give feedback to the known people.</summary>
    public const int LeastMembers = KnownPeople.Count + 4;

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Provider { get; init; } = "sqlite";

    public required string Connection { get; init; }

    public int Members { get; init; } = 500;

    public int Seed { get; init; } = 1;

    /// <summary>Whether <c>member@example.org</c> has 100,000 usage rows.</summary>
    public bool Heavy { get; init; }

    /// <summary>Whether an existing sample is made again.</summary>
    public bool Force { get; init; }

    /// <summary>Whether a sample of another seed or size will do; one that another version made is made again.</summary>
    public bool AnySize { get; init; }
}

/// <summary>How it went.</summary>
internal abstract record SampleOutcome
{
    /// <summary>The sample was made.</summary>
    public sealed record Made(long Rows) : SampleOutcome;

    /// <summary>It was there already.</summary>
    public sealed record Present : SampleOutcome;

    /// <summary>It was not made, and nothing was changed.</summary>
    public sealed record Refused(string Reason) : SampleOutcome;
}

using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>What is held about one person, by the activity it is held for.</summary>
/// <param name="Activities">Activities that hold something about the person or reuse it; the broadest first, the portal's own last.</param>
/// <param name="Nothing">Activities of the register that hold nothing about the person.</param>
/// <param name="Unclear">Activities of which nobody can say now: their source cannot be read, or the person is not found in it.</param>
/// <param name="Sources">What was read of each source.</param>
public sealed record HeldData(
    IReadOnlyList<HeldActivity> Activities,
    IReadOnlyList<ProcessingActivity> Nothing,
    IReadOnlyList<ProcessingActivity> Unclear,
    IReadOnlyList<HeldSource> Sources);

/// <summary>How much of a source a person is shown.</summary>
public enum SourceState
{
    /// <summary>All of it.</summary>
    Shown,
    /// <summary>It knows nobody with the person's address.</summary>
    NoRecord,
    /// <summary>Several people have the address, or the one who has it is linked to another account: an officer looks.</summary>
    PersonUnclear,
    /// <summary>It cannot be read now.</summary>
    Unavailable,
    /// <summary>A part of it could not be read.</summary>
    Incomplete,
}

/// <summary>A source, and how much of it the person is shown.</summary>
public sealed record HeldSource(Source Source, SourceState State)
{
    /// <summary>Whether it is the portal itself, where everybody with an account has records.</summary>
    public bool IsPortal => Source.Name == Map.PortalSource;
}

/// <summary>One activity, with what is held for it.</summary>
/// <param name="Activity">The entry of the register.</param>
/// <param name="Datasets">Records of its own; empty where it only reuses those of others.</param>
/// <param name="DrawsOn">The activities whose records it reuses.</param>
/// <param name="Recipients">Who receives the data.</param>
/// <param name="Bases">What permits it; several where the records rest on different bases.</param>
/// <param name="Rights">Every right, available or not.</param>
/// <param name="End">What follows from the records about how long they are kept.</param>
public sealed record HeldActivity(
    ProcessingActivity Activity,
    IReadOnlyList<HeldDataset> Datasets,
    IReadOnlyList<ProcessingActivity> DrawsOn,
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<HeldBasis> Bases,
    IReadOnlyList<HeldRight> Rights,
    HeldEnd End)
{
    /// <summary>Number of records that could be counted.</summary>
    public long Count => Datasets.Sum(dataset => dataset.Summary?.Count ?? 0);
}

/// <summary>Records of one kind.</summary>
/// <param name="Source">The source they lie in.</param>
/// <param name="Dataset">What the map says about them.</param>
/// <param name="Summary">How many, from when to when, and until when; null where that could not be read.</param>
public sealed record HeldDataset(Source Source, Dataset Dataset, DatasetSummary? Summary);

/// <summary>What permits an activity.</summary>
/// <param name="Basis">The legal basis.</param>
/// <param name="Text">Which interest, contract, law or consent.</param>
/// <param name="Only">The kinds of record it is for; empty where it is for all.</param>
public sealed record HeldBasis(LegalBasis Basis, LocalText Text, IReadOnlyList<LocalText> Only);

/// <summary>A right at an activity.</summary>
/// <param name="Right">The right, whether it is given, and why.</param>
/// <param name="Only">The kinds of record it is said for; empty where it is for all.</param>
public sealed record HeldRight(ActivityRight Right, IReadOnlyList<LocalText> Only);

/// <summary>What the records say about how long they are kept; the rule itself stands in the register.</summary>
/// <param name="Last">The day the last of the periods that have begun ends on; null where none follows.</param>
/// <param name="AtLeast">Whether the records may be kept longer than that day.</param>
/// <param name="NotBegun">Number of records whose period has not begun.</param>
/// <param name="ForAll">Whether every kind of record of the activity is kept for a period.</param>
public sealed record HeldEnd(DateOnly? Last, bool AtLeast, long NotBegun, bool ForAll)
{
    /// <summary>Whether one day tells how long all records are kept.</summary>
    public bool IsOneDay => Last is not null && NotBegun == 0 && ForAll;

    internal static HeldEnd Of(IReadOnlyList<HeldDataset> datasets)
    {
        var periods = datasets.Where(d => d.Dataset.Retention.Rule == RetentionRule.Period).ToList();
        return new HeldEnd(
            periods.Max(d => d.Summary?.RetentionEnd),
            periods.Any(d => d.Dataset.Retention.AtLeast),
            periods.Sum(d => d.Summary?.NotBegun ?? 0),
            periods.Count == datasets.Count && datasets.All(d => d.Summary is not null));
    }
}

using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>What a study is and what it may use: written by the team, then published as a version that never changes.</summary>
/// <remarks>GDPR 13, 89(1); policy 3.1, 4.1; rules C1-C5.</remarks>
public sealed record StudyPlan
{
    /// <summary>Smallest <see cref="K"/> a study can ask.</summary>
    public const int SmallestK = 3;

    /// <summary>Largest <see cref="MostSuppressed"/>: an extract that leaves out more says little of anybody.</summary>
    public const int LargestSuppression = 50;

    /// <summary>Most characters of a title, of the partner and of the approval.</summary>
    public const int MaxLine = 200;

    /// <summary>Most characters of the goal.</summary>
    public const int MaxWords = 1000;

    /// <summary>Name of the study, as the person reads it.</summary>
    public LocalText Title { get; init; } = new("", "", "");

    /// <summary>What is studied and why, in one or two sentences.</summary>
    public LocalText Goal { get; init; } = new("", "", "");

    /// <summary>Who does the research and receives the extracts.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Mail address of the partner, for what it has to do after a withdrawal.</summary>
    public string PartnerAddress { get; init; } = "";

    /// <summary>The approval of the ethics committee, as it is cited.</summary>
    public string EthicsReference { get; init; } = "";

    /// <summary>First day (in Brussels) on which extracts are made; null while nobody said.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day (in Brussels) on which data is used; null while nobody said.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Which fields of the data map leave, each made as coarse as its rule says.</summary>
    public IReadOnlyList<StudyField> Fields { get; init; } = [];

    /// <summary>How many people at least share every combination of what could tell one from another.</summary>
    public int K { get; init; } = 5;

    /// <summary>Most people, in percent, that may be left out to reach <see cref="K"/>; more refuses the extract.</summary>
    public int MostSuppressed { get; init; } = 20;

    /// <summary>Why it cannot be kept, not even as something that is being written; null where it can.</summary>
    public Problem? WhyNotKept =>
        new[] { Title.En, Title.Nl, Title.Fr, Partner, EthicsReference }.Any(line => line.Length > MaxLine) ? new StudyWordsTooLong(MaxLine)
        : PartnerAddress.Length > MailAddress.Longest ? new StudyWordsTooLong(MailAddress.Longest)
        : new[] { Goal.En, Goal.Nl, Goal.Fr }.Any(words => words.Length > MaxWords) ? new StudyWordsTooLong(MaxWords)
        : null;

    /// <summary>What it lacks to be put in force, in the order of the form; empty where it is whole. Whether the map opens its fields is asked beside it.</summary>
    /// <param name="today">The day in Brussels.</param>
    public IEnumerable<Problem> Lacks(DateOnly today)
    {
        if (!Title.IsWhole) yield return new StudyTitleMissing();
        if (!Goal.IsWhole) yield return new StudyGoalMissing();
        if (string.IsNullOrWhiteSpace(Partner)) yield return new StudyPartnerMissing();
        if (MailAddress.Parse(PartnerAddress) is null) yield return new StudyPartnerAddressUnfit();
        if (string.IsNullOrWhiteSpace(EthicsReference)) yield return new StudyApprovalMissing();
        if (From is null || Until is null) yield return new StudyPeriodMissing();
        else if (Until <= From) yield return new StudyPeriodUnfit();
        else if (Until < today) yield return new StudyPeriodOver();
        if (Fields.Count == 0) yield return new StudyFieldsMissing();
        else if (!Fields.Any(field => field.IsQuasiIdentifier)) yield return new StudyNothingMarked();
        if (K < SmallestK) yield return new StudyTooFewAlike(SmallestK);
        if (MostSuppressed is < 0 or > LargestSuppression) yield return new StudySuppressionUnfit(LargestSuppression);
    }

    /// <summary>Whether it asks for more than people agreed to before: more or finer data, another partner, a longer time or less protection.</summary>
    /// <remarks>Rule C5; EDPB 05/2020, 110. What asks for less needs no new yes.</remarks>
    public bool AsksForMoreThan(StudyPlan before) =>
        !Fields.All(before.Covers) || Partner != before.Partner || Until > before.Until || From < before.From || K < before.K;

    /// <inheritdoc />
    public bool Equals(StudyPlan? other) => other is not null
        && (Title, Goal, Partner, PartnerAddress, EthicsReference) == (other.Title, other.Goal, other.Partner, other.PartnerAddress, other.EthicsReference)
        && (From, Until, K, MostSuppressed) == (other.From, other.Until, other.K, other.MostSuppressed)
        && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Title, Goal, Partner, From, Until, Fields.Count, K, MostSuppressed);

    // A field that counts for K now and did not is better protected than it was.
    private bool Covers(StudyField field) =>
        Fields.Contains(field) || (field.IsQuasiIdentifier && Fields.Contains(field with { IsQuasiIdentifier = false }));
}

/// <summary>One field of a study.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Field">The column; for a part its path.</param>
/// <param name="Rule">How coarse the value gets.</param>
/// <param name="IsQuasiIdentifier">Whether it could tell one person from another together with the others, and so counts for <see cref="StudyPlan.K"/>.</param>
public sealed record StudyField(string Source, string Dataset, string Field, FieldRule Rule, bool IsQuasiIdentifier);

/// <summary>In which way a value gets coarser. Stored by name, so names never change.</summary>
public enum FieldRuleKind
{
    /// <summary>Not at all.</summary>
    AsIs,
    /// <summary>A date or time: its year and month.</summary>
    Month,
    /// <summary>A date or time: its year.</summary>
    Year,
    /// <summary>A date or time: the first year of a span of <see cref="FieldRule.Size"/> years.</summary>
    Years,
    /// <summary>A number: the lower end of a band <see cref="FieldRule.Size"/> wide.</summary>
    Band,
    /// <summary>A text, such as a postcode: its first <see cref="FieldRule.Size"/> characters.</summary>
    FirstCharacters,
}

using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>What a study is and what it may use: written by the team, then published as a version that never changes.</summary>
/// <remarks>GDPR 13, 89(1); policy 3.1, 4.1; rules C1-C5.</remarks>
public sealed record StudyPlan
{
    /// <summary>Smallest <see cref="K"/> a study can ask.</summary>
    public const int SmallestK = 3;

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
}

/// <summary>One field of a study.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Field">The column; for a part its path.</param>
/// <param name="Rule">How coarse the value gets.</param>
/// <param name="IsQuasiIdentifier">Whether it could tell one person from another together with the others, and so counts for <see cref="StudyPlan.K"/>.</param>
public sealed record StudyField(string Source, string Dataset, string Field, FieldRule Rule, bool IsQuasiIdentifier);

/// <summary>How coarse a value gets before it leaves.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Size">Width of a band, or how many characters stay; 0 where the kind needs none.</param>
public sealed record FieldRule(FieldRuleKind Kind, int Size = 0)
{
    /// <summary>As it is stored.</summary>
    public static readonly FieldRule AsIs = new(FieldRuleKind.AsIs);
}

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

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>A study has a title in each language.</summary>
public sealed record StudyTitleMissing() : Problem("study.title-missing");

/// <summary>A study says in each language what is studied and why.</summary>
public sealed record StudyGoalMissing() : Problem("study.goal-missing");

/// <summary>A study names who does the research.</summary>
public sealed record StudyPartnerMissing() : Problem("study.partner-missing");

/// <summary>The partner can be reached by mail.</summary>
public sealed record StudyPartnerAddressUnfit() : Problem("study.partner-address-unfit");

/// <summary>A study cites the approval of an ethics committee.</summary>
public sealed record StudyApprovalMissing() : Problem("study.approval-missing");

/// <summary>A study has a first and a last day.</summary>
public sealed record StudyPeriodMissing() : Problem("study.period-missing");

/// <summary>A study ends after it begins.</summary>
public sealed record StudyPeriodUnfit() : Problem("study.period-unfit");

/// <summary>A study that is put in force is not over.</summary>
public sealed record StudyPeriodOver() : Problem("study.period-over");

/// <summary>A study uses at least one field.</summary>
public sealed record StudyFieldsMissing() : Problem("study.fields-missing");

/// <summary>No field counts for the number of people alike: it would protect nobody.</summary>
public sealed record StudyNothingMarked() : Problem("study.nothing-marked");

/// <summary>The data map does not open a field to research, or no longer.</summary>
/// <param name="Field">The column, as the plan names it.</param>
public sealed record StudyFieldClosed(string Field) : Problem("study.field-closed")
{
    /// <inheritdoc />
    public override object[] Arguments => [Field];
}

/// <summary>A field is not made as coarse as the data map asks, or its rule has a size it cannot have.</summary>
/// <param name="Field">What people call it.</param>
public sealed record StudyRuleUnfit(string Field) : Problem("study.rule-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [Field];
}

/// <summary>Too few people would be alike.</summary>
/// <param name="Smallest">The smallest number that is allowed.</param>
public sealed record StudyTooFewAlike(int Smallest) : Problem("study.too-few-alike")
{
    /// <inheritdoc />
    public override object[] Arguments => [Smallest];
}

/// <summary>Too many people might be left out, or fewer than none.</summary>
/// <param name="Largest">The largest percentage that is allowed.</param>
public sealed record StudySuppressionUnfit(int Largest) : Problem("study.suppression-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [Largest];
}

/// <summary>What was written is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record StudyWordsTooLong(int Limit) : Problem("study.words-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>The study was retired.</summary>
public sealed record StudyRetired() : Problem("study.retired");

/// <summary>What is written is what is in force.</summary>
public sealed record StudyUnchanged() : Problem("study.unchanged");

/// <summary>What changed is more than words: everybody has to be asked again.</summary>
/// <remarks>Rule C5.</remarks>
public sealed record StudyAsksForMore() : Problem("study.asks-for-more");

/// <summary>The study asks nobody any more: it is over, or was retired. A no to it is taken all the same.</summary>
public sealed record StudyClosed() : Problem("study.closed");

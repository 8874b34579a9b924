namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>What a <see cref="TestSystem"/> does wrong.</summary>
public enum Misdeed
{
    /// <summary>It never answers.</summary>
    Silent,
    /// <summary>It refuses everybody.</summary>
    Refuses,
    /// <summary>It sends callers elsewhere.</summary>
    SendsElsewhere,
    /// <summary>It takes any signature.</summary>
    TrustsAnybody,
    /// <summary>It takes signatures of long ago.</summary>
    ForgetsTime,
    /// <summary>It does a change again that arrives again.</summary>
    ForgetsKeys,
    /// <summary>It finds somebody for every address.</summary>
    FindsAnybody,
    /// <summary>It gives everybody's rows as the person's.</summary>
    IgnoresPerson,
    /// <summary>It answers for a table it does not have.</summary>
    KnowsEveryTable,
    /// <summary>Its connection breaks after the first line of an export.</summary>
    DiesInExport,
    /// <summary>Its export stops after the first line, without the last.</summary>
    ForgetsTheEnd,
    /// <summary>The last line of its export has another number.</summary>
    Miscounts,
    /// <summary>Its lines are in no order.</summary>
    Shuffles,
    /// <summary>It begins every page at the beginning.</summary>
    IgnoresSkip,
    /// <summary>It writes numbers as words.</summary>
    WritesNumbersAsWords,
    /// <summary>Its plan carries itself out.</summary>
    PlansInEarnest,
    /// <summary>It says it erased, and keeps everything.</summary>
    KeepsWhatItErased,
    /// <summary>It erases, and its connection breaks before the answer; once.</summary>
    DiesAfterErasing,
    /// <summary>It does what it is told to, and never answers.</summary>
    SwallowsAnswers,
    /// <summary>It corrects whatever it finds.</summary>
    IgnoresExpected,
    /// <summary>It corrects where it was only asked.</summary>
    RunsDryInEarnest,
    /// <summary>It says it corrected, and did not.</summary>
    KeepsWhatItCorrected,
    /// <summary>It takes an older word about limits for the newer one.</summary>
    TakesOlderLimits,
    /// <summary>It answers with more than anybody wants to read.</summary>
    Babbles,
    /// <summary>It answers with a web page.</summary>
    AnswersWithPage,
}

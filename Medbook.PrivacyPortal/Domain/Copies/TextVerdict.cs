using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>What an officer decided about a text. Stored by name, so names never change.</summary>
public enum TextDecision
{
    /// <summary>The person gets it.</summary>
    Released,
    /// <summary>The person does not get it, for a reason.</summary>
    HeldBack,
}

/// <summary>Why a text is held back. Stored by name, so names never change.</summary>
/// <remarks>GDPR 15(4), 20(4), recital 63.</remarks>
public enum HoldReason
{
    /// <summary>It tells about somebody else what would harm them, and cannot be told apart from what it says about the person.</summary>
    HarmsAnother,
    /// <summary>Somebody wrote it in confidence.</summary>
    InConfidence,
    /// <summary>It would give a trade secret away.</summary>
    TradeSecret,
}

/// <summary>One decision about a text; a text held back has a reason.</summary>
/// <param name="Mark">The text's keyed hash.</param>
/// <param name="Decision">Whether the person gets it.</param>
/// <param name="Reason">Why not; null for a released one.</param>
public sealed record TextJudgement(string Mark, TextDecision Decision, HoldReason? Reason = null)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Problem? Fault => Decision == TextDecision.HeldBack && Reason is null ? new HoldReasonMissing() : null;
}

/// <summary>
/// The decision about one text of a person. It keeps a keyed hash of where the text stands and what it says, never the text:
/// the same text is judged once, and a text that changed since is another one, which nobody has released.
/// </summary>
/// <remarks>GDPR 15(4), 20(4), 5(1)(c).</remarks>
public sealed class TextVerdict : IAudited
{
    private TextVerdict() { }

    /// <summary>Whose copy. The same words in somebody else's copy are judged for them.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Keyed hash of source, dataset, field and text: 64 hexadecimal digits.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>Whether the person gets it.</summary>
    public TextDecision Decision { get; private set; }

    /// <summary>Why not.</summary>
    public HoldReason? Reason { get; private set; }

    /// <summary>Account of the officer.</summary>
    public string DecidedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>The first verdict on a text.</summary>
    public static TextVerdict Of(SubjectKey subject, TextJudgement judgement, Actor who, DateTimeOffset now)
    {
        var verdict = new TextVerdict { Subject = subject, Mark = judgement.Mark };
        verdict.Change(judgement, who, now);
        return verdict;
    }

    /// <summary>Another verdict on the same text, while its review is open.</summary>
    /// <exception cref="ArgumentException">It is about another text, or lacks its reason.</exception>
    public void Change(TextJudgement judgement, Actor who, DateTimeOffset now)
    {
        if (judgement.Mark != Mark || judgement.Fault is not null) throw new ArgumentException("Not a verdict on this text.", nameof(judgement));
        var reason = judgement.Decision == TextDecision.HeldBack ? judgement.Reason : null;
        (Decision, Reason, DecidedBy, DecidedAt) = (judgement.Decision, reason, who.Id, now);
    }
}

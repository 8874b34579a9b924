using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>A note of the team.</summary>
public sealed class NoteWords
{
    public string Text { get; set; } = "";
}

/// <summary>A message to the person.</summary>
public sealed class MessageWords
{
    public string Text { get; set; } = "";

    /// <summary>Whether it needs no answer.</summary>
    public bool OnlyTells { get; set; }
}

/// <summary>Why it takes longer.</summary>
public sealed class ExtensionWords
{
    public ExtensionReason? Reason { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>A fee with its facts.</summary>
public sealed class FeeWords
{
    public RefusalGround? Ground { get; set; }

    public string Facts { get; set; } = "";

    /// <summary>The amount as it was typed.</summary>
    public string Euros { get; set; } = "";
}

/// <summary>The boxes of a weighing, and its outcome once there is one.</summary>
public sealed class WeighingWords
{
    public string Interest { get; set; } = "";

    public string Necessity { get; set; } = "";

    public string Impact { get; set; } = "";

    public string Safeguards { get; set; } = "";

    public string CompellingGrounds { get; set; } = "";

    public bool? ControllerPrevails { get; set; }
}

/// <summary>The verdict about one part, where it is not granted.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Row">The record, or kind of record.</param>
/// <param name="Refused">Whether it is refused; a part that the officer only named is not.</param>
/// <param name="Ground">The ground of a refusal, once it is found.</param>
public sealed record PartWords(string? Activity, ScopedRow? Row, bool Refused, RefusalGround? Ground);

/// <summary>A decision as far as it was written.</summary>
public sealed class DecisionWords
{
    /// <summary>Whether the officer names the parts of a request that names nothing.</summary>
    public bool InParts { get; set; }

    /// <summary>The parts that are refused, and those that the officer named.</summary>
    public List<PartWords> Parts { get; set; } = [];

    /// <summary>Why, by ground: parts that are refused on one ground are refused with the same words.</summary>
    public Dictionary<RefusalGround, string> Reasons { get; set; } = [];

    public string WhatWeDo { get; set; } = "";

    public List<LetterEdit> Edits { get; set; } = [];
}

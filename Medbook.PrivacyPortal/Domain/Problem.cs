namespace Medbook.PrivacyPortal.Domain;

/// <summary>An expected failure: a value, not an exception. Its code is the key of its sentence in the texts.</summary>
/// <param name="Code">Key of the sentence in <c>Domain/Texts/ProblemTexts.resx</c>, for example <c>request.extension-too-late</c>.</param>
public abstract record Problem(string Code)
{
    /// <summary>What fills the numbered placeholders of the sentence; never personal data of somebody else.</summary>
    public virtual object[] Arguments => [];
}

/// <summary>What was asked for does not exist, or belongs to somebody else: the answer is the same on purpose.</summary>
public sealed record NotFound() : Problem("not-found");

/// <summary>Somebody else changed the same thing in the meantime; nothing was overwritten.</summary>
public sealed record ChangedMeanwhile() : Problem("changed-meanwhile");

using Medbook.PrivacyPortal.Domain.Consents;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>The lines of the text of a study, in their order. New ones come at the end: stored texts are read by it.</summary>
/// <remarks>GDPR 7(2), 13.</remarks>
public enum StudyFact
{
    /// <summary>What is done.</summary>
    Doing,
    /// <summary>Which data, and how coarse.</summary>
    Data,
    /// <summary>Who is responsible, and who receives data.</summary>
    Who,
    /// <summary>Until when.</summary>
    Until,
    /// <summary>What happens after a no.</summary>
    No,
    /// <summary>What happens after a withdrawal, and what cannot be undone.</summary>
    Withdrawal,
}

/// <summary>Finds a line in the stored text of a study.</summary>
public static class StudyFacts
{
    /// <summary>The line.</summary>
    /// <param name="wording">The text of a study.</param>
    /// <param name="fact">Which line.</param>
    public static ConsentFact Of(ConsentWording wording, StudyFact fact) => wording.Facts[(int)fact];
}

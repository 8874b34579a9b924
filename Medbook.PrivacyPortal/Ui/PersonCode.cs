using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>How the team names a person in a queue.</summary>
public static class PersonCode
{
    /// <summary>Tells one person from another without saying who it is: the end of the random key.</summary>
    /// <remarks>Policy 6.1: pseudonymisation, and no more than is needed to triage.</remarks>
    public static string Of(SubjectKey subject) => subject.ToString()[^6..].ToUpperInvariant();
}

namespace Medbook.PrivacyPortal.Domain.Subjects;

/// <summary>
/// The portal's own opaque key of a data subject. Requests, consents, runs and audit entries carry nothing else,
/// so that destroying one <see cref="Subject"/> row is enough to break the link to a person.
/// </summary>
/// <param name="Value">A random identifier; it says nothing about the person.</param>
/// <remarks>GDPR 4(5), 5(1)(c).</remarks>
public readonly record struct SubjectKey(Guid Value)
{
    /// <summary>A new key for a person the portal did not know.</summary>
    public static SubjectKey New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public override string ToString() => Value.ToString("n");
}

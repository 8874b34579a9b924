using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>
/// What personal data lies where: the one registry that access, portability, rectification, erasure and retention derive from.
/// Immutable; read from the operator's file and the embedded part for the portal's own tables.
/// </summary>
/// <remarks>GDPR 15, 17, 20, 30; rule D5.</remarks>
public sealed record Map
{
    /// <summary>The databases, in the order of the file; the portal's own comes last.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>The kinds of personal data that fields name, with what the person reads.</summary>
    public required IReadOnlyDictionary<string, LocalText> Categories { get; init; }

    /// <summary>Name of the source that holds the portal's own tables.</summary>
    public const string PortalSource = "portal";

    /// <summary>The source of a name; null where the map has none.</summary>
    public Source? Find(string source) => Sources.FirstOrDefault(s => s.Name == source);
}

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

    /// <summary>The activities that the operator's file names, each once for each place it is written at.</summary>
    public IReadOnlyList<NamedActivity> NamedActivities { get; init; } = [];

    /// <summary>Name of the source that holds the portal's own tables.</summary>
    public const string PortalSource = "portal";

    /// <summary>The source of a name; null where the map has none.</summary>
    public Source? Find(string source) => Sources.FirstOrDefault(s => s.Name == source);
}

/// <summary>An activity that the operator's file names. The register may have it, or not: that is compared once the register can be read.</summary>
/// <param name="Activity">Its identifier.</param>
/// <param name="File">The file as the operator names it.</param>
/// <param name="Line">Line, from 1; null where the place is not in the file.</param>
/// <param name="Path">JSON path of the place, names joined by dots.</param>
public sealed record NamedActivity(string Activity, string File, int? Line, string Path);

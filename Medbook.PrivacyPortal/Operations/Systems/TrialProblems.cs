using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>The map has no system of that name.</summary>
/// <param name="Source">What was named.</param>
/// <param name="Known">The systems it has.</param>
public sealed record SourceIsNoSystem(string Source, string Known) : Problem("system.none")
{
    public override object[] Arguments => [Source, Known];
}

/// <summary>The configuration has no address or no key of the system.</summary>
/// <param name="Source">Its name.</param>
public sealed record SystemNotConfigured(string Source) : Problem("system.not-configured")
{
    public override object[] Arguments => [Source];
}

/// <summary>What was named is no key of a person in the system.</summary>
public sealed record TrialPersonUnreadable() : Problem("system.person-unreadable");

/// <summary>The person to be changed is somebody the portal knows: nothing is tried with them.</summary>
public sealed record TrialPersonKnown() : Problem("system.person-known");

/// <summary>A legal hold keeps records of the system: nothing in it is destroyed to try it.</summary>
/// <param name="Source">Its name.</param>
public sealed record TrialHeld(string Source) : Problem("system.held")
{
    public override object[] Arguments => [Source];
}

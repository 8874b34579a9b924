namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>The map cannot be used: the portal does not start with it.</summary>
public sealed class BrokenMapException(IReadOnlyList<MapFault> faults) : Exception("The data map is broken: " + string.Join(" ", faults))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<MapFault> Faults { get; } = faults;
}

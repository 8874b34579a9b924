using System.Diagnostics.CodeAnalysis;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>A person in one source: the identity that recognised them and the values of its key, as text.</summary>
/// <param name="Identity">Name of the <see cref="Model.Identity"/>.</param>
/// <param name="Values">One value per column of the identity's key, or the one address in lower case.</param>
public sealed record PersonKey(string Identity, IReadOnlyList<string> Values)
{
    /// <summary>The form that is stored in <c>SubjectLinks</c>: <c>members:42</c>, parts of a longer key joined by <c>&amp;</c>.</summary>
    public override string ToString() => $"{Uri.EscapeDataString(Identity)}:{string.Join('&', Values.Select(Uri.EscapeDataString))}";

    /// <summary>Reads the stored form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PersonKey? key)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        key = colon < 0
            ? null
            : new(Uri.UnescapeDataString(text[..colon]), [.. text[(colon + 1)..].Split('&').Select(Uri.UnescapeDataString)]);
        return key is not null;
    }

    /// <summary>Two keys are equal when identity and values are.</summary>
    public bool Equals(PersonKey? other) => other is not null && Identity == other.Identity && Values.SequenceEqual(other.Values);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Identity, Values.Count, Values.FirstOrDefault());
}

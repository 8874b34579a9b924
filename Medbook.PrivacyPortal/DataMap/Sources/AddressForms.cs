namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The forms of an address that mean the same, for a database that folds ASCII letters only.</summary>
internal static class AddressForms
{
    private const int MostLetters = 6;

    /// <summary>
    /// ASCII letters in lower case; each other letter that has two cases in both, so that <c>Jörg@…</c> is found as <c>JÖRG@…</c>.
    /// Nothing else is equal: the Kelvin sign is no k, a dotless ı is no i.
    /// </summary>
    public static IReadOnlyList<string> Of(string address)
    {
        var forms = new List<char[]> { address.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c).ToArray() };
        var letters = Enumerable.Range(0, address.Length).Where(i => Other(address[i]) is not null).Take(MostLetters);
        foreach (var i in letters)
        {
            foreach (var form in forms.ToList())
            {
                var other = (char[])form.Clone();
                other[i] = Other(address[i])!.Value;
                forms.Add(other);
            }
        }
        return [.. forms.Select(form => new string(form)).Distinct(StringComparer.Ordinal)];
    }

    private static char? Other(char c)
    {
        if (char.IsAscii(c)) return null;
        var (lower, upper) = (char.ToLowerInvariant(c), char.ToUpperInvariant(c));
        var other = lower == c ? upper : lower;
        return other == c || char.IsAscii(other) ? null : other;
    }
}

using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>Whom an officer may mean by what they typed as a person's key in a source.</summary>
internal static class TypedKey
{
    /// <summary>
    /// The key as the portal writes it (<c>members:42</c>), or its value alone (<c>42</c>, <c>north&amp;42</c>) for every identity of the
    /// source that it fits.
    /// </summary>
    public static IReadOnlyList<PersonKey> In(Source source, string text)
    {
        var written = PersonKey.TryParse(text, out var key) && source.FindIdentity(key.Identity) is { } identity && Fits(identity, key) ? key : null;
        return written is not null ? [written] : [.. source.Identities.Select(one => ValueOf(one, text)).OfType<PersonKey>()];
    }

    /// <summary>Whether a key has the parts of an identity's.</summary>
    private static bool Fits(Identity identity, PersonKey key) => key.Values.Count == (identity.IsAddress ? 1 : identity.Key.Count);

    private static PersonKey? ValueOf(Identity identity, string text)
    {
        var key = new PersonKey(identity.Name, identity.IsAddress ? [text.ToLowerInvariant()] : identity.Key.Count == 1 ? [text] : text.Split('&'));
        return Fits(identity, key) ? key : null;
    }
}

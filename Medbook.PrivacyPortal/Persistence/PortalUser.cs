using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>An account of the portal. The data subject behind it stands in <c>Subjects</c>, never here.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>The language of the person's mails, as a culture name (en-GB, nl-BE, fr-BE).</summary>
    public string Language { get; set; } = "en-GB";
}

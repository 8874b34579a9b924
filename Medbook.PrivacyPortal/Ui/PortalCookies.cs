namespace Medbook.PrivacyPortal.Ui;

/// <summary>Cookies that features set and the policy page lists; under each name stands a <see cref="CookieBuilder"/> among the options.</summary>
public static class PortalCookies
{
    /// <summary>Somebody without an account: the code that is on its way, then the session.</summary>
    public const string Guest = "guest";
}

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>Where somebody goes on after signing in: only to a page of this portal.</summary>
public static class ReturnAddress
{
    /// <summary>Where it goes when nothing else was asked.</summary>
    public const string Start = "/home";

    /// <summary>The address that was asked for, or the start where it would lead away from here.</summary>
    public static string Of(string? asked) =>
        asked is { Length: > 1 } && asked[0] == '/' && asked[1] is not ('/' or '\\') && !asked.Any(char.IsControl) ? asked : Start;

    /// <summary>A page of the account that comes back to where somebody was going.</summary>
    public static string Via(string page, string? back) => $"{page}?returnUrl={Uri.EscapeDataString(Of(back))}";
}

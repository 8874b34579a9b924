namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>What a password has to be: long, and not the address. Length does more than odd characters.</summary>
public static class PasswordRule
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters: hashing a whole book would keep the server busy.</summary>
    public const int Longest = 128;

    /// <summary>What is wrong with a password; null when it will do.</summary>
    public static Problem? Check(string password, string email) =>
        password.Length < Shortest ? new PasswordTooShort()
        : password.Length > Longest ? new PasswordTooLong()
        : string.Equals(password.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase) ? new PasswordIsAddress()
        : null;
}

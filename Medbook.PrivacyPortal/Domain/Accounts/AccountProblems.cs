namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>What was typed is no mail address.</summary>
public sealed record AddressInvalid() : Problem("account.address-invalid");

/// <summary>Fewer characters than <see cref="PasswordRule.Shortest"/>.</summary>
public sealed record PasswordTooShort() : Problem("account.password-too-short")
{
    /// <inheritdoc />
    public override object[] Arguments => [PasswordRule.Shortest];
}

/// <summary>More characters than <see cref="PasswordRule.Longest"/>.</summary>
public sealed record PasswordTooLong() : Problem("account.password-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [PasswordRule.Longest];
}

/// <summary>The password is the mail address.</summary>
public sealed record PasswordIsAddress() : Problem("account.password-is-address");

/// <summary>The current password was not the right one.</summary>
public sealed record PasswordWrong() : Problem("account.password-wrong");

/// <summary>Address and password do not fit together, or there is no such account: the answer is the same on purpose.</summary>
public sealed record SignInRefused() : Problem("account.sign-in-refused");

/// <summary>Too many tries from here; it says how long to wait.</summary>
/// <param name="Wait">Time until the next try.</param>
public sealed record TriesSpent(TimeSpan Wait) : Problem("account.tries-spent")
{
    /// <inheritdoc />
    public override object[] Arguments => [(int)Math.Ceiling(Wait.TotalMinutes)];
}

/// <summary>The link was used before, is too old, or was not made by the portal.</summary>
public sealed record LinkSpent() : Problem("account.link-spent");

/// <summary>The second step took too long; sign-in begins again.</summary>
public sealed record SignInExpired() : Problem("account.sign-in-expired");

/// <summary>The code is not the right one.</summary>
public sealed record CodeWrong() : Problem("account.code-wrong");

/// <summary>Fewer or more digits than a code has; no try was taken.</summary>
public sealed record CodeIncomplete() : Problem("account.code-incomplete")
{
    /// <inheritdoc />
    public override object[] Arguments => [MailedCode.Digits];
}

/// <summary>The code is too old or was tried too often; a new one is needed.</summary>
public sealed record CodeSpent() : Problem("account.code-spent");

/// <summary>A code was sent less than a minute ago.</summary>
public sealed record CodeJustSent() : Problem("account.code-just-sent");

/// <summary>The browser's passkey was not accepted.</summary>
public sealed record PasskeyRefused() : Problem("account.passkey-refused");

/// <summary>The account has as many passkeys as one account may have.</summary>
public sealed record PasskeysFull() : Problem("account.passkeys-full");

/// <summary>The address of the account has not been confirmed, so no code can be sent to it.</summary>
public sealed record AddressUnconfirmed() : Problem("account.address-unconfirmed");

/// <summary>Demo accounts exist on a developer's machine only.</summary>
public sealed record DevelopmentOnly() : Problem("development-only");

/// <summary>A passkey needs a name, not longer than a line.</summary>
public sealed record PasskeyNameInvalid() : Problem("account.passkey-name-invalid");

/// <summary>Only officer, administrator and auditor are roles that can be given.</summary>
public sealed record RoleInvalid() : Problem("account.role-invalid");

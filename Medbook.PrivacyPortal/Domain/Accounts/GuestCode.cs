namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>
/// The six digits that were mailed to somebody without an account. The address is part of the hash and stands nowhere here:
/// only the browser that asked has it, sealed. Of an address that proves nothing, nothing is kept.
/// </summary>
public sealed class GuestCode : MailedCode
{
    private GuestCode() { }

    private GuestCode(string hash, DateTimeOffset now) : base(hash, now) { }

    /// <summary>Random identifier.</summary>
    public string Id { get; private set; } = "";

    /// <summary>A code for the browser that asked.</summary>
    public static GuestCode Send(string id, string hash, DateTimeOffset now) => new(hash, now) { Id = id };
}

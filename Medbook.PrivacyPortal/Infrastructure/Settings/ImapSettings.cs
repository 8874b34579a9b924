using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>The mailbox people write to, from the keys under <c>Imap</c>. Without <c>Imap:Host</c> no mailbox is read.</summary>
/// <param name="Host">Name of the IMAP server; null where none is configured.</param>
/// <param name="Port">Its port; 993 unless said otherwise.</param>
/// <param name="User">Account on the server.</param>
/// <param name="Password">Password of that account.</param>
/// <param name="Security">How the connection is protected, TLS unless said otherwise; null where the setting is no word allowed here.</param>
/// <param name="Folder">The folder that is read; <c>INBOX</c> unless said otherwise.</param>
/// <param name="Since">
/// Mail that arrived before this day, by the server's own calendar, is left alone: for a mailbox that was in use before the portal.
/// Null where nothing is said; the first of all days where the setting is no day.
/// </param>
/// <param name="MaxMegabytes">The largest mail that is taken whole; of a larger one only the beginning is.</param>
public sealed record ImapSettings(
    string? Host, int Port, string? User, string? Password, MailSecurity? Security, string Folder, DateOnly? Since, int MaxMegabytes)
{
    private const int LargestMail = 100, LongestName = 200;

    /// <summary>Whether a mailbox is read at all.</summary>
    public bool IsOn => Host is not null;

    /// <summary>The name under which the portal remembers this mailbox: <c>user@host/folder</c>. Any of them changed, it is another one.</summary>
    public string Mailbox => $"{User}@{Host?.ToLowerInvariant()}/{Folder}";

    /// <summary>Reads the keys under <c>Imap</c>; nothing is checked yet.</summary>
    public static ImapSettings Read(IConfiguration configuration)
    {
        var imap = configuration.GetSection("Imap");
        return new(
            Text("Host"),
            Number("Port", 993),
            Text("User"),
            Text("Password"),
            SecurityOf(Text("Security")),
            Text("Folder") ?? "INBOX",
            Text("Since") is { } since ? DayOf(since) : null,
            Number("MaxMegabytes", 40));

        string? Text(string key) => imap[key] is { Length: > 0 } text ? text : null;

        int Number(string key, int otherwise) =>
            Text(key) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>What is wrong, one sentence per fault; nothing is where no mailbox is configured.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsOn)
        {
            if (User is not null || Password is not null) yield return "Imap:Host is missing. Set it to the IMAP server, or remove the keys under Imap.";
            yield break;
        }
        if (User is null) yield return "Imap:User is missing. Set it to the account of the mailbox.";
        if (Password is null) yield return "Imap:Password is missing. Set it to the password of that account.";
        if (Port is < 1 or > 65535) yield return "Imap:Port is no port. Write a number from 1 to 65535.";
        if (Security is null) yield return "Imap:Security is no word known here. Write 'tls', 'starttls' or 'none'.";
        if (Mailbox.Length > LongestName) yield return $"Imap:User, Imap:Host and Imap:Folder are longer than {LongestName} characters together.";
        if (Since == DateOnly.MinValue) yield return "Imap:Since is no day. Write it as 2026-01-31.";
        if (MaxMegabytes is < 1 or > LargestMail) yield return $"Imap:MaxMegabytes is no such number. Write a number from 1 to {LargestMail}.";
    }

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;

    // "auto" is not among them: who stands between could take TLS out of the offer, and the password would go in the clear.
    private static MailSecurity? SecurityOf(string? word) => word?.ToLowerInvariant() switch
    {
        null or "tls" => MailSecurity.Tls,
        "starttls" => MailSecurity.StartTls,
        "none" => MailSecurity.None,
        _ => null,
    };
}

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS where the server offers it: what most servers on port 25 or 587 expect.</summary>
    Auto,
    /// <summary>No TLS: a server on the same machine.</summary>
    None,
    /// <summary>Plain at first, then TLS or nothing.</summary>
    StartTls,
    /// <summary>TLS from the first byte, usually on port 465.</summary>
    Tls,
}

/// <summary>The mail server, from the keys under <c>Smtp</c>.</summary>
/// <param name="Host">Name of the server; null where none is configured.</param>
/// <param name="Port">Its port; 587 unless said otherwise.</param>
/// <param name="User">Account on the server; null where it asks for none.</param>
/// <param name="Password">Password of that account.</param>
/// <param name="Security">How the connection is protected; null where the setting is no known word.</param>
/// <param name="From">The address mails come from.</param>
public sealed record MailSettings(string? Host, int Port, string? User, string? Password, MailSecurity? Security, string? From)
{
    /// <summary>Sender of mails that never leave the developer's machine.</summary>
    private const string DevelopmentSender = "privacy@localhost";

    /// <summary>Reads the keys under <c>Smtp</c>; nothing is checked yet.</summary>
    public static MailSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var smtp = configuration.GetSection("Smtp");
        var host = Text("Host");
        return new(
            host,
            int.TryParse(smtp["Port"] ?? "587", out var port) ? port : 0,
            Text("User"),
            smtp["Password"],
            smtp["Security"] is not { Length: > 0 } word ? MailSecurity.Auto
                : Enum.TryParse<MailSecurity>(word, ignoreCase: true, out var security) && Enum.IsDefined(security) ? security : null,
            Text("From") ?? (isDevelopment && host is null ? DevelopmentSender : null));

        string? Text(string key) => smtp[key] is { Length: > 0 } text ? text : null;
    }

    /// <summary>What is wrong, one sentence per fault. Without a server, Development writes mails into a folder.</summary>
    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (Host is null && !isDevelopment) yield return "Smtp:Host is missing. Set it to the mail server that sends the portal's mails.";
        if (From is null) yield return "Smtp:From is missing. Set it to the address the portal's mails come from.";
        else if (!MimeKit.MailboxAddress.TryParse(From, out _)) yield return $"Smtp:From is '{From}', which is no mail address.";
        if (Port is < 1 or > 65535) yield return "Smtp:Port is no port. Write a number from 1 to 65535.";
        if (Security is null) yield return "Smtp:Security is no known word. Write 'auto', 'none', 'starttls' or 'tls'.";
    }
}

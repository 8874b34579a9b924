using System.Net.Mail;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>Where a recipient of the register is told what became of data.</summary>
/// <param name="Mail">Mail address.</param>
/// <param name="Language">Language of the mails, as a culture name; English unless said otherwise.</param>
public sealed record RecipientAddress(string Mail, string Language);

/// <summary>The addresses of recipients, from the keys under <c>Recipients</c>: <c>Recipients:ID:Mail</c> and <c>Recipients:ID:Language</c>.</summary>
/// <param name="Addresses">By the recipient's identifier in the register. Whoever is not in it is told by an officer.</param>
/// <remarks>GDPR 19.</remarks>
public sealed record RecipientSettings(IReadOnlyDictionary<string, RecipientAddress> Addresses)
{
    /// <summary>Reads the keys under <c>Recipients</c>; nothing is checked yet.</summary>
    public static RecipientSettings Read(IConfiguration configuration) => new(
        configuration.GetSection("Recipients").GetChildren().ToDictionary(
            one => one.Key.ToLowerInvariant(), one => new RecipientAddress(one["Mail"] ?? "", one["Language"] ?? "en-GB")));

    /// <summary>The address of a recipient; null where an officer tells them.</summary>
    public RecipientAddress? Of(string recipient) => Addresses.GetValueOrDefault(recipient);

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults() => Addresses.Where(one => !MailAddress.TryCreate(one.Value.Mail, out _))
        .Select(one => $"Recipients:{one.Key}:Mail is no mail address. Write one, or leave the recipient out: an officer tells them then.");
}

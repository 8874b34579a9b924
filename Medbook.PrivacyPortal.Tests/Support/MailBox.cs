using System.Diagnostics;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>The mails a portal in Development put into its folder, as somebody's mailbox.</summary>
public sealed class MailBox(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Waits for the newest mail to an address that fits.</summary>
    public async Task<MimeMessage> ReadAsync(string address, Func<MimeMessage, bool>? fits = null)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (All().LastOrDefault(mail => mail.To.Mailboxes.Any(to => to.Address == address) && fits?.Invoke(mail) != false) is { } found)
            {
                return found;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"No such mail came to {address}. Here are: {string.Join("; ", All().Select(mail => $"{mail.To}: {mail.Subject}"))}");
    }

    /// <summary>The first link in a mail.</summary>
    public static Uri LinkIn(MimeMessage mail) =>
        new(mail.TextBody!.Split([' ', '\r', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.StartsWith("http", StringComparison.Ordinal)));

    private IEnumerable<MimeMessage> All() => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file)).OrderBy(mail => mail.Date)
        : [];
}

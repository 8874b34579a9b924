using Medbook.PrivacyPortal.Infrastructure.Settings;
using MimeKit;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Where mails go on a developer's machine without a mail server: one <c>.eml</c> file each.</summary>
public sealed class MailFolder(PortalSettings settings) : IMailTransport
{
    /// <summary>The folder.</summary>
    public string Location { get; } = Path.Combine(settings.DataFolder!, "mail");

    /// <inheritdoc />
    /// <remarks>The name follows from the Message-ID, so that a second try replaces the file of the first.</remarks>
    public async Task<MailFailure?> SendAsync(MimeMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(Location);
        var name = $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}.eml";
        var unfinished = Path.Combine(Location, name + ".part");
        await message.WriteToAsync(unfinished, ct);
        File.Move(unfinished, Path.Combine(Location, name), overwrite: true);
        return null;
    }

    /// <summary>The newest mails first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReadAsync(int count, CancellationToken ct)
    {
        if (!Directory.Exists(Location)) return [];
        var messages = new List<MimeMessage>();
        foreach (var file in Directory.GetFiles(Location, "*.eml").OrderDescending(StringComparer.Ordinal).Take(count))
        {
            messages.Add(await MimeMessage.LoadAsync(file, ct));
        }
        return messages;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

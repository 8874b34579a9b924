namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>What was taken out of a mailbox before; the portal's database keeps it.</summary>
public interface IMailboxLog
{
    /// <summary>The highest UID that was taken. Mails are taken in the order of their UIDs, so every lower one was, too.</summary>
    /// <param name="mailbox">The mailbox, as <see cref="IncomingMail.Mailbox"/> names it.</param>
    /// <param name="uidValidity">The numbering the UIDs belong to: under another one they say nothing.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>0 where nothing was taken yet.</returns>
    Task<uint> LastUidAsync(string mailbox, uint uidValidity, CancellationToken ct);
}

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>The outbox as the delivery sees it; the portal's database keeps it.</summary>
public interface IMailQueue
{
    /// <summary>Takes the oldest mail that is due, for this instance alone.</summary>
    /// <returns>Null where nothing is due.</returns>
    Task<OutgoingMail?> ClaimAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Keeps what came of the mail that was claimed last.</summary>
    /// <returns>False where the claim had run out and another instance took the mail: nothing was written.</returns>
    Task<bool> SaveAsync(CancellationToken ct);
}

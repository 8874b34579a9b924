using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Where the mails of a case go.</summary>
/// <param name="Address">The address.</param>
/// <param name="Page">Where the person reads the case; null for somebody who wrote a letter or a mail and has no page: their mails hold all.</param>
internal sealed record CaseRecipient(string Address, Uri? Page)
{
    /// <summary>Who gets the mails of a request; null where the answer goes by post, or where the person is no longer known.</summary>
    public static async Task<CaseRecipient?> OfAsync(PortalDb db, RightsRequest request, PortalSettings settings, CancellationToken ct)
    {
        var known = await db.Subjects.Where(s => s.Key == request.Subject)
            .Select(s => new { s.ContactEmail, Email = db.Users.Where(user => user.Id == s.AccountId).Select(user => user.Email).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        if (known?.Email is { } account) return new(account, PageOf(request, isGuest: false, settings));
        if (known?.ContactEmail is { } contact) return new(contact, PageOf(request, isGuest: true, settings));
        return request.ReplyAddress is { } reply ? new(reply, Page: null) : null;
    }

    /// <summary>Whether files reach the person: they are fetched on the person's own page. A mail holds none, and a letter neither.</summary>
    public static Task<bool> TakesFilesAsync(PortalDb db, RightsRequest request, CancellationToken ct) =>
        db.Subjects.AnyAsync(s => s.Key == request.Subject && (s.AccountId != null || s.ContactEmail != null), ct);

    /// <summary>Where a request is read. Somebody without an account has pages of their own, which ask for a code where no session runs.</summary>
    public static Uri PageOf(RightsRequest request, bool isGuest, PortalSettings settings) =>
        new(settings.PublicUrl!, isGuest ? $"ask/requests/{request.Id}" : $"requests/{request.Id}");
}

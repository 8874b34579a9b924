using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>The texts of mails about the vault, in the language of the person.</summary>
internal static class VaultMails
{
    private static readonly CultureTexts Texts = new(typeof(VaultMails));

    /// <summary>That the files of a person are gone; null where the portal no longer knows how to reach them.</summary>
    public static async Task<OutgoingMail?> LostAsync(PortalDb db, SubjectKey subject, PortalSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        if (await SubjectAddress.OfAsync(db, subject, ct) is not { } to) return null;
        var culture = PortalCultures.Of(await LanguageOfAsync(db, subject, ct));
        return OutgoingMail.Write(to, Texts.In(culture, "lost.subject"), Texts.In(culture, "lost.body", new Uri(settings.PublicUrl!, "copies")), culture.Name, now);
    }

    // Of the account; without one, of the copy that was asked for last.
    private static async Task<string?> LanguageOfAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        await db.Users.Where(user => db.Subjects.Any(s => s.Key == subject && s.AccountId == user.Id)).Select(user => user.Language).FirstOrDefaultAsync(ct)
        ?? await db.Copies.Where(copy => copy.Subject == subject).OrderByDescending(copy => copy.AskedAt).Select(copy => copy.Language).FirstOrDefaultAsync(ct);
}

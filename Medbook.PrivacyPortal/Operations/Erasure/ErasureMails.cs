using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>Names the texts of the mails about an erasure.</summary>
internal sealed class ErasureMailTexts;

/// <summary>The mails about an erasure that no case sends. They name neither the person nor what is deleted.</summary>
internal static class ErasureMails
{
    private static readonly CultureTexts Texts = new(typeof(ErasureMailTexts));

    /// <summary>To an officer: it stopped, and goes on when somebody has it tried again.</summary>
    public static OutgoingMail Stopped(Colleague to, string page, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        return OutgoingMail.Write(to.Address, Texts.In(culture, "stopped.subject"), Texts.In(culture, "stopped.body", new Uri(settings.PublicUrl!, page)), culture.Name, now);
    }

    /// <summary>To the person, in the language of their withdrawal: what rested on the consent is gone; null where the portal no longer knows how to reach them.</summary>
    public static async Task<OutgoingMail?> WithdrawnAsync(PortalDb db, ErasurePlan plan, PortalSettings settings, DateTimeOffset now)
    {
        if (await SubjectAddress.OfAsync(db, plan.Subject, CancellationToken.None) is not { } to) return null;
        var record = await db.ConsentRecords.SingleAsync(r => r.Id == plan.CausedBy, CancellationToken.None);
        var culture = PortalCultures.Of(record.Language);
        return OutgoingMail.Write(
            to, Texts.In(culture, "withdrawn.subject"),
            Texts.In(culture, "withdrawn.body", LongDate.Of(BrusselsTime.DateOf(record.At), culture), new Uri(settings.PublicUrl!, $"consents/{record.Id}/certificate.json")),
            culture.Name, now);
    }
}

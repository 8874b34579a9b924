using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>Names the texts of the mail about records that came back.</summary>
internal sealed class LedgerMailTexts;

/// <summary>The mail about records that came back. It names kinds of records and no record.</summary>
internal static class LedgerMails
{
    private static readonly CultureTexts Texts = new(typeof(LedgerMailTexts));

    /// <summary>To an officer: records that were destroyed are in a source again.</summary>
    public static OutgoingMail Reappeared(Colleague to, string source, IReadOnlyDictionary<string, long> counts, PortalSettings settings, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(to.Language);
        var lines = string.Join('\n', counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"- {count.Key}: {count.Value}")));
        return OutgoingMail.Write(to.Address,
            Texts.In(culture, "reappeared.subject"), Texts.In(culture, "reappeared.body", source, lines, new Uri(settings.PublicUrl!, "manage/erasures")), culture.Name, now);
    }
}

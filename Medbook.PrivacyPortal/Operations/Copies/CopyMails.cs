using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Names the texts of the mails about a copy.</summary>
public sealed class CopyMailTexts;

/// <summary>The mails about a copy, in its language. They lead to its page and hold nothing of it.</summary>
public sealed class CopyMails(
    IStringLocalizer<CopyMailTexts> texts, IStringLocalizer<ProblemTexts> problems, SourceCatalog sources, PortalSettings settings, TimeProvider clock)
{
    private readonly PartLabels labels = new(sources);

    /// <summary>It can be downloaded; where a part is missing the mail names it.</summary>
    public OutgoingMail Ready(string to, DataCopy copy)
    {
        using (Speaking.In(copy.Language))
        {
            var until = BrusselsTime.WallClock(copy.ExpiresAt!.Value);
            object[] facts = [LongDate.Of(DateOnly.FromDateTime(until)), until.ToString("HH:mm", CultureInfo.InvariantCulture), PageOf(copy)];
            return copy.Missing.Count == 0
                ? Write("ready", to, copy, facts)
                : Write("partial", to, copy, [.. facts, string.Join('\n', copy.Missing.Select(part => Line(labels.Of(part))).Distinct())]);
        }
    }

    /// <summary>It could not be made, and why.</summary>
    public OutgoingMail Failed(string to, DataCopy copy)
    {
        using (Speaking.In(copy.Language))
        {
            return Write("failed", to, copy, [problems[copy.Failure!.Value.Problem().Code], new Uri(settings.PublicUrl!, "copies")]);
        }
    }

    private Uri PageOf(DataCopy copy) => new(settings.PublicUrl!, $"copies/{copy.Id}");

    private string Line(PartLabel part) => part.Dataset is null ? texts["part.source", part.Source] : texts["part.dataset", part.Source, part.Dataset];

    private OutgoingMail Write(string key, string to, DataCopy copy, object[] arguments) =>
        OutgoingMail.Write(to, texts[$"{key}.subject"], texts[$"{key}.body", arguments], copy.Language, clock.GetUtcNow());
}

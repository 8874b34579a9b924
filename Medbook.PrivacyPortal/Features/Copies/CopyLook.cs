using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Copies;

/// <summary>How copies are named, measured and marked.</summary>
internal static class CopyLook
{
    /// <summary>What a copy is called: its kind, or the texts it brings after.</summary>
    public static string Name(this IStringLocalizer<CopiesTexts> texts, CopyKind kind, bool isSupplement) =>
        texts[isSupplement ? $"supplement.{kind}" : $"kind.{kind}"];

    /// <summary>Tone, icon and key of a copy's mark; none for a copy that is simply there, or simply past.</summary>
    public static (Tone Tone, IconName Icon, string Key)? Mark(CopyState state, CopyStatus? completeness) => state switch
    {
        CopyState.Waiting => (Tone.Neutral, IconName.Clock, "state.Waiting"),
        CopyState.Making => (Tone.Info, IconName.Pen, "state.Making"),
        CopyState.Ready when completeness is CopyStatus.Partial => (Tone.Warning, IconName.Alert, "state.Partial"),
        CopyState.Failed => (Tone.Danger, IconName.Alert, "state.Failed"),
        CopyState.Cancelled => (Tone.Neutral, IconName.Stop, "state.Cancelled"),
        CopyState.Lost => (Tone.Danger, IconName.Alert, "state.Lost"),
        CopyState.Ready or CopyState.Expired or CopyState.Discarded => null,
    };

    /// <summary>How much of a copy is made, in percent; null while nobody knows. Only a copy that is ready is wholly made.</summary>
    public static int? Percent(MakingProgress progress) =>
        progress.TotalRecords > 0 ? (int)Math.Min(99, progress.Records * 100 / progress.TotalRecords)
        : progress is { Parts: > 0, Part: > 0 } ? (progress.Part - 1) * 100 / progress.Parts
        : null;

    /// <summary>A day in Brussels, as people read it.</summary>
    public static string Day(DateTimeOffset at) => LongDate.Of(BrusselsTime.DateOf(at));

    /// <summary>A part that is missing or at work: the kind of record, or the source where none can be named.</summary>
    public static LocalText Words(this PartLabel part) => part.Dataset ?? part.Source;
}

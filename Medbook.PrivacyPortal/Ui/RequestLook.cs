using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Tone and icon of a request's place. An answer is no success of its own: only "granted" is green, and nothing a person asks is red.</summary>
public static class RequestLook
{
    /// <summary>How a chip shows it.</summary>
    public static (Tone Tone, IconName Icon) Of(RequestStatus status, Outcome? outcome) => status switch
    {
        RequestStatus.Draft => (Tone.Neutral, IconName.Pen),
        RequestStatus.Received => (Tone.Info, IconName.Inbox),
        RequestStatus.WaitingForPerson => (Tone.Info, IconName.Chat),
        RequestStatus.InProgress => (Tone.Info, IconName.User),
        RequestStatus.Extended => (Tone.Info, IconName.Calendar),
        RequestStatus.Withdrawn => (Tone.Neutral, IconName.Undo),
        RequestStatus.Done => outcome switch
        {
            Outcome.Granted or null => (Tone.Success, IconName.Check),
            Outcome.PartlyGranted => (Tone.Warning, IconName.Lock),
            Outcome.Refused => (Tone.Neutral, IconName.Stop),
        },
    };
}

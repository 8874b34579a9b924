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

    /// <summary>The icon of a line in a timeline.</summary>
    public static IconName Of(RequestEventKind kind) => kind switch
    {
        RequestEventKind.Submitted or RequestEventKind.Entered => IconName.Inbox,
        RequestEventKind.Acknowledged or RequestEventKind.Written => IconName.Mail,
        RequestEventKind.Granted or RequestEventKind.FeeAccepted or RequestEventKind.IdentityChecked => IconName.Check,
        RequestEventKind.PartlyGranted or RequestEventKind.Refused => IconName.Document,
        RequestEventKind.TermBreached or RequestEventKind.Reminded or RequestEventKind.Escalated => IconName.Clock,
        RequestEventKind.Sorted => IconName.List,
        RequestEventKind.Assigned => IconName.User,
        RequestEventKind.Noted => IconName.Pen,
        RequestEventKind.Asked or RequestEventKind.Answered or RequestEventKind.FeeQuoted => IconName.Chat,
        RequestEventKind.Extended => IconName.Calendar,
        RequestEventKind.IdentityAsked or RequestEventKind.IdentityAnswered or RequestEventKind.IdentityRejected or RequestEventKind.IdentityLapsed => IconName.Shield,
        RequestEventKind.Paused => IconName.Pause,
        RequestEventKind.Resumed => IconName.Turn,
        RequestEventKind.Weighed => IconName.Scale,
        RequestEventKind.Withdrawn => IconName.Undo,
        RequestEventKind.HandedOver => IconName.Folder,
    };
}

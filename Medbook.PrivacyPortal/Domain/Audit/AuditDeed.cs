namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>What an entry says to the person it is about: several actions are one thing to them.</summary>
/// <remarks>Rule U4. Each has a sentence and a purpose in the texts of the page.</remarks>
public enum AuditDeed
{
    /// <summary>Something that has no words of its own yet.</summary>
    Other,
    /// <summary>Staff looked at a request.</summary>
    CaseLooked,
    /// <summary>Staff looked for or at who the person is in a source.</summary>
    PersonLooked,
    /// <summary>Staff looked at the picture of a proof of identity.</summary>
    PictureLooked,
    /// <summary>Staff read texts of a copy that may speak of others.</summary>
    TextsLooked,
    /// <summary>Staff looked at a legal hold.</summary>
    HoldLooked,
    /// <summary>The person looked at their own data.</summary>
    OwnLooked,
    /// <summary>A copy was asked for.</summary>
    CopyAsked,
    /// <summary>Data was read for a copy.</summary>
    CopyMade,
    /// <summary>A copy left the portal.</summary>
    CopyTaken,
    /// <summary>A copy is gone, or was not made.</summary>
    CopyGone,
    /// <summary>The person wrote in a request of their own.</summary>
    RequestWritten,
    /// <summary>A letter, a call or a mail became a request.</summary>
    RequestEntered,
    /// <summary>The team worked on a request.</summary>
    RequestWorked,
    /// <summary>The team wrote to the person.</summary>
    PersonTold,
    /// <summary>A request was answered.</summary>
    RequestDecided,
    /// <summary>A pack about a case was made for the authority.</summary>
    HandedOver,
    /// <summary>A file of a case was added, taken or destroyed.</summary>
    FileHandled,
    /// <summary>Data was to be erased, or was.</summary>
    Erased,
    /// <summary>The closing of the account went on.</summary>
    Closing,
    /// <summary>Data was corrected.</summary>
    Corrected,
    /// <summary>Recipients of data were told.</summary>
    RecipientsTold,
    /// <summary>The person made a choice.</summary>
    ChoiceMade,
    /// <summary>Data was held for a legal matter, or was no longer.</summary>
    Held,
    /// <summary>The use of data was limited, or was no longer.</summary>
    Limited,
    /// <summary>The person was linked to a source, or was no longer.</summary>
    Linked,
    /// <summary>Somebody signed in or out, or confirmed who they are.</summary>
    SignedIn,
    /// <summary>The account was changed.</summary>
    AccountChanged,
    /// <summary>A change of the policy was told or read.</summary>
    PolicyTold,
}

/// <summary>Which deed an action is.</summary>
public static class AuditDeeds
{
    /// <summary>The deed; <see cref="AuditDeed.Other"/> for what concerns nobody in particular.</summary>
    public static AuditDeed Of(AuditAction action) => action switch
    {
        AuditAction.CaseViewed => AuditDeed.CaseLooked,
        AuditAction.SubjectViewed or AuditAction.SubjectsSearched or AuditAction.SourceSearched => AuditDeed.PersonLooked,
        AuditAction.IdentityPictureViewed => AuditDeed.PictureLooked,
        AuditAction.ReviewViewed or AuditAction.TextsJudged or AuditAction.ReviewFinished => AuditDeed.TextsLooked,
        AuditAction.HoldViewed => AuditDeed.HoldLooked,
        AuditAction.OwnCopiesViewed or AuditAction.OwnRecordsViewed or AuditAction.OwnRequestsViewed or AuditAction.OwnChoicesViewed
            or AuditAction.OwnActivityViewed => AuditDeed.OwnLooked,
        AuditAction.CopyAsked => AuditDeed.CopyAsked,
        AuditAction.CopyBegun or AuditAction.CopyInterrupted or AuditAction.CopyMade => AuditDeed.CopyMade,
        AuditAction.CopyTaken => AuditDeed.CopyTaken,
        AuditAction.CopyFailed or AuditAction.CopyCancelled or AuditAction.CopyStopped or AuditAction.CopyDiscarded or AuditAction.CopyExpired
            or AuditAction.CopyLost => AuditDeed.CopyGone,
        AuditAction.RequestStarted or AuditAction.DraftDiscarded or AuditAction.RequestSubmitted or AuditAction.CaseAnswered
            or AuditAction.RequestWithdrawn or AuditAction.FeeAccepted or AuditAction.IdentityAnswered => AuditDeed.RequestWritten,
        AuditAction.RequestEntered or AuditAction.MailTurned => AuditDeed.RequestEntered,
        AuditAction.RequestSorted or AuditAction.CorrectionNamed or AuditAction.NoticeGiven or AuditAction.RequestAssigned or AuditAction.NoteWritten
            or AuditAction.ObjectionWeighed or AuditAction.IdentityJudged or AuditAction.IdentityLapsed => AuditDeed.RequestWorked,
        AuditAction.PersonTold or AuditAction.PersonAsked or AuditAction.RequestExtended or AuditAction.FeeQuoted or AuditAction.IdentityAsked => AuditDeed.PersonTold,
        AuditAction.RequestGranted or AuditAction.RequestPartlyGranted or AuditAction.RequestRefused => AuditDeed.RequestDecided,
        AuditAction.CaseHandedOver => AuditDeed.HandedOver,
        AuditAction.FileAdded or AuditAction.FileRemoved or AuditAction.FileExpired or AuditAction.FileTaken or AuditAction.FileLost or AuditAction.FilesLost => AuditDeed.FileHandled,
        AuditAction.ErasurePlanned or AuditAction.ErasureApproved or AuditAction.ErasureBegun or AuditAction.ErasureDone or AuditAction.ErasureStopped
            or AuditAction.ErasureInterrupted or AuditAction.ErasureRetried or AuditAction.ErasureWanted or AuditAction.ErasureForeseen
            or AuditAction.ErasureCalledOff or AuditAction.OwnFilesDestroyed => AuditDeed.Erased,
        AuditAction.ClosingAsked or AuditAction.UnusedNoticed or AuditAction.ClosingProposed or AuditAction.ClosingReminded or AuditAction.ClosingUndone
            or AuditAction.ClosingBegun => AuditDeed.Closing,
        AuditAction.RectificationBegun or AuditAction.RectificationCarriedOut or AuditAction.CorrectionSettled => AuditDeed.Corrected,
        AuditAction.RecipientLooked or AuditAction.RecipientAcknowledged or AuditAction.RecipientsNoted or AuditAction.RecipientReminded
            or AuditAction.RecipientSettled or AuditAction.ExtractPersonDropped or AuditAction.RemovalLooked or AuditAction.RemovalAcknowledged => AuditDeed.RecipientsTold,
        AuditAction.ConsentGiven or AuditAction.ConsentRefused or AuditAction.ConsentWithdrawn or AuditAction.SharingObjected
            or AuditAction.SharingObjectionLifted => AuditDeed.ChoiceMade,
        AuditAction.HoldPlaced or AuditAction.HoldReviewed or AuditAction.HoldReleased or AuditAction.HoldReviewDue => AuditDeed.Held,
        AuditAction.UseRestricted or AuditAction.RestrictionLifted or AuditAction.SystemTold or AuditAction.SystemCalled => AuditDeed.Limited,
        AuditAction.SubjectLinked or AuditAction.SubjectUnlinked => AuditDeed.Linked,
        AuditAction.SignedIn or AuditAction.SignedOut or AuditAction.SessionsEnded or AuditAction.SignInPaused or AuditAction.Confirmed => AuditDeed.SignedIn,
        AuditAction.AccountOpened or AuditAction.PasswordChanged or AuditAction.AddressChanged or AuditAction.AppCodeTurnedOn or AuditAction.AppCodeTurnedOff
            or AuditAction.RecoveryCodesReplaced or AuditAction.PasskeyAdded or AuditAction.PasskeyRemoved or AuditAction.RoleGranted => AuditDeed.AccountChanged,
        AuditAction.PolicyTold or AuditAction.PolicyRead => AuditDeed.PolicyTold,
        _ => AuditDeed.Other,
    };
}

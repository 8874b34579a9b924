namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>What an audit entry says happened. Codes only; stored by name, so names never change.</summary>
public enum AuditAction
{
    /// <summary>A person was linked to a person of a source; where an officer did it the detail is the number of the change.</summary>
    SubjectLinked,
    /// <summary>A copy of a person's data left the portal; the detail is its kind.</summary>
    CopyTaken,
    /// <summary>A person asked for a copy of their data; the detail is its kind.</summary>
    CopyAsked,
    /// <summary>The portal began to read a person's data for a copy; the detail says how often it has begun.</summary>
    CopyBegun,
    /// <summary>The portal let go of a copy before it was done, because it was shut down; the copy begins anew.</summary>
    CopyInterrupted,
    /// <summary>A copy was made; the detail says how complete it is.</summary>
    CopyMade,
    /// <summary>A copy could not be made; the detail says why.</summary>
    CopyFailed,
    /// <summary>A person called a copy off; the detail is its kind.</summary>
    CopyCancelled,
    /// <summary>The portal stopped making a copy that was called off; its key is destroyed.</summary>
    CopyStopped,
    /// <summary>A person threw a copy away; its key is destroyed.</summary>
    CopyDiscarded,
    /// <summary>The time of a copy was over; its key is destroyed.</summary>
    CopyExpired,
    /// <summary>A copy could no longer be read; its key is destroyed.</summary>
    CopyLost,
    /// <summary>A person looked at their own copies; the reference is a hash of the session.</summary>
    OwnCopiesViewed,
    /// <summary>A person looked at their own records; once per session.</summary>
    OwnRecordsViewed,
    /// <summary>A version of the register was taken in.</summary>
    RegisterInstalled,
    /// <summary>An account was opened: the address was confirmed.</summary>
    AccountOpened,
    /// <summary>Somebody signed in; the detail says with what.</summary>
    SignedIn,
    /// <summary>Somebody signed out.</summary>
    SignedOut,
    /// <summary>Sessions of an account were ended; the detail says how many.</summary>
    SessionsEnded,
    /// <summary>Too many tries for an account from one network address; further ones from there wait.</summary>
    SignInPaused,
    /// <summary>A person proved themselves again in a session; the detail says with what.</summary>
    Confirmed,
    /// <summary>A password was changed; the detail says with what it was proved.</summary>
    PasswordChanged,
    /// <summary>The mail address of an account was changed and confirmed.</summary>
    AddressChanged,
    /// <summary>Codes of an app became the second factor of an account.</summary>
    AppCodeTurnedOn,
    /// <summary>Codes of an app are no longer the second factor of an account.</summary>
    AppCodeTurnedOff,
    /// <summary>An account got new recovery codes; the old ones are void.</summary>
    RecoveryCodesReplaced,
    /// <summary>An account got a passkey.</summary>
    PasskeyAdded,
    /// <summary>A passkey was removed from an account.</summary>
    PasskeyRemoved,
    /// <summary>An account got a role; the detail says which.</summary>
    RoleGranted,
    /// <summary>A person started a draft of a request; the detail says of which kind.</summary>
    RequestStarted,
    /// <summary>A person threw a draft away.</summary>
    DraftDiscarded,
    /// <summary>A person sent a request; the detail says of which kind.</summary>
    RequestSubmitted,
    /// <summary>A person wrote to the team in a case.</summary>
    CaseAnswered,
    /// <summary>A person took a request back.</summary>
    RequestWithdrawn,
    /// <summary>A person accepted the fee of a request.</summary>
    FeeAccepted,
    /// <summary>An officer granted a request, or the portal an objection to marketing; the detail is the hash of the letter.</summary>
    /// <summary>A letter, a call or a mail became a request; the detail says how it came.</summary>
    RequestEntered,
    /// <summary>An officer said of which kind a request is; the detail is the kind.</summary>
    RequestSorted,
    /// <summary>An officer named a value that a letter, call or mail wants corrected; the detail is the field.</summary>
    CorrectionNamed,
    /// <summary>A mail did not become a request by itself; the detail says where it went.</summary>
    MailKept,
    /// <summary>An officer made a request of a mail; the detail is the request.</summary>
    MailTurned,
    /// <summary>An officer put a mail aside.</summary>
    MailPutAside,
    /// <summary>Staff looked at the mails that wait.</summary>
    TrayViewed,
    /// <summary>An officer granted a request; the detail is the hash of the letter.</summary>
    RequestGranted,
    /// <summary>An officer refused a request; the detail is the hash of the letter.</summary>
    RequestRefused,
    /// <summary>The portal told the team about the clock of a request; the detail says what.</summary>
    NoticeGiven,
    /// <summary>A pack about a case was made for the authority.</summary>
    CaseHandedOver,
    /// <summary>An officer granted a part of a request; the detail is the hash of the letter.</summary>
    RequestPartlyGranted,
    /// <summary>A case was given to an officer, or to nobody; the detail is the account.</summary>
    RequestAssigned,
    /// <summary>An officer wrote a note in a case.</summary>
    NoteWritten,
    /// <summary>An officer wrote to the person.</summary>
    PersonTold,
    /// <summary>An officer asked the person something.</summary>
    PersonAsked,
    /// <summary>An officer took more time; the detail is the reason of the law.</summary>
    RequestExtended,
    /// <summary>An officer announced a fee; the detail is its ground.</summary>
    FeeQuoted,
    /// <summary>An officer weighed the interests of an objection; the detail says whose weigh more.</summary>
    ObjectionWeighed,
    /// <summary>Somebody was asked for a proof of identity; the reference is the question, the detail what is doubted and whether the clock stands.</summary>
    IdentityAsked,
    /// <summary>A question about identity was answered; the detail says with what.</summary>
    IdentityAnswered,
    /// <summary>An officer looked at the picture of an answer; the reference is the question.</summary>
    IdentityPictureViewed,
    /// <summary>An officer judged an answer about identity; what was sent is destroyed. The detail says whether it was enough, or why not.</summary>
    IdentityJudged,
    /// <summary>The time of a question about identity was over; what was sent is destroyed. The detail says for whom it waited.</summary>
    IdentityLapsed,
    /// <summary>Staff looked at a case.</summary>
    CaseViewed,
    /// <summary>A file was added to a case; the detail is its kind.</summary>
    FileAdded,
    /// <summary>A file that was not sent was taken away again; its key is destroyed.</summary>
    FileRemoved,
    /// <summary>A file that was not sent in time; its key is destroyed.</summary>
    FileExpired,
    /// <summary>A file of a case left the portal.</summary>
    FileTaken,
    /// <summary>A file of a case could no longer be read; its key is destroyed.</summary>
    FileLost,
    /// <summary>A person looked at their own requests; the reference is a hash of the session.</summary>
    OwnRequestsViewed,
    /// <summary>The plan of an erasure was made; the reference is the request, the detail the number of records.</summary>
    ErasurePlanned,
    /// <summary>An officer approved the plan of an erasure; the detail says which of how many.</summary>
    ErasureApproved,
    /// <summary>An erasure began, or went on after an interruption; the detail says which try.</summary>
    ErasureBegun,
    /// <summary>Nothing that had to go is left; the detail is the hash of the certificate.</summary>
    ErasureDone,
    /// <summary>An erasure could not be carried out whole; the detail is a code.</summary>
    ErasureStopped,
    /// <summary>An erasure was let go because the portal stops; another instance goes on.</summary>
    ErasureInterrupted,
    /// <summary>An officer had an erasure that stopped tried again.</summary>
    ErasureRetried,
    /// <summary>An erasure is wanted: its cause is there, or what held the rest of one was released; the reference is what caused it.</summary>
    ErasureWanted,
    /// <summary>The operator looked at what an erasure would do to somebody's data.</summary>
    ErasureForeseen,
    /// <summary>An erasure was called off before it was approved, because its cause fell away.</summary>
    ErasureCalledOff,
    /// <summary>Somebody asked to close their account; the reference is the closing.</summary>
    ClosingAsked,
    /// <summary>Somebody was told that they have not used their account for long.</summary>
    UnusedNoticed,
    /// <summary>The portal proposed to close an account that nobody used for long; the reference is the closing.</summary>
    ClosingProposed,
    /// <summary>Somebody was reminded that their account closes.</summary>
    ClosingReminded,
    /// <summary>Somebody keeps their account after all.</summary>
    ClosingUndone,
    /// <summary>The days to think again are over: what goes is to be approved.</summary>
    ClosingBegun,
    /// <summary>The keys of all files of somebody who closes their account were destroyed; the detail is how many files.</summary>
    OwnFilesDestroyed,
    /// <summary>The portal began to write granted corrections into their sources; the detail says which try.</summary>
    RectificationBegun,
    /// <summary>The outcome of granted corrections was written down; the detail counts them.</summary>
    RectificationCarriedOut,
    /// <summary>An officer decided anew about a correction; the detail says what.</summary>
    CorrectionSettled,
    /// <summary>A recipient opened the link of a notice for the first time; the detail is the recipient.</summary>
    RecipientLooked,
    /// <summary>A recipient says that they did what a notice asks; the detail is the recipient.</summary>
    RecipientAcknowledged,
    /// <summary>Recipients of data that was erased without a request are to be told; the reference is what caused it, the detail how many.</summary>
    RecipientsNoted,
    /// <summary>A recipient was mailed once more, or at last; the detail is the recipient and how often.</summary>
    RecipientReminded,
    /// <summary>An officer ended a notice to a recipient; the detail is the recipient and how.</summary>
    RecipientSettled,
    /// <summary>A master key of the vault was made or taken over; the reference is its id.</summary>
    VaultKeyMade,
    /// <summary>A master key of the vault protects nothing any more; the reference is its id.</summary>
    VaultKeyRetired,
    /// <summary>A master key of the vault was declared lost; the reference is its id.</summary>
    VaultKeyLost,
    /// <summary>Files of a person were destroyed with a lost key; the reference is its id, the detail their number.</summary>
    FilesLost,
    /// <summary>Every file of the vault was read; the detail says how many were sound.</summary>
    VaultVerified,
    /// <summary>The ledger of destructions was read; the reference is its last line that fits, the detail says how many lines and what was found.</summary>
    LedgerVerified,
    /// <summary>What the ledger names was destroyed again after a restore; the reference is the source, the detail how many records.</summary>
    LedgerReplayed,
    /// <summary>Records that were destroyed are in a source again; the reference is the source, the detail how many.</summary>
    RecordsReappeared,
    /// <summary>A backup was made; the reference is its name, the detail says whether it was restored into a scratch place or only read.</summary>
    BackupMade,
    /// <summary>A backup is gone; the reference is its name, the detail how it stood.</summary>
    BackupRemoved,
    /// <summary>The keys were copied to a place apart; the reference is the backup it was done with, the detail how many.</summary>
    KeysCopied,
    /// <summary>A backup took the place of the portal's data; the reference is its name, the detail how many records were destroyed again.</summary>
    BackupRestored,
    /// <summary>Staff looked at the texts of a review.</summary>
    ReviewViewed,
    /// <summary>An officer judged texts of a copy; the detail says how many were released and held back.</summary>
    TextsJudged,
    /// <summary>An officer finished a review; the detail says how many texts were released and held back.</summary>
    ReviewFinished,
    /// <summary>A version of the text of a choice was taken in; the reference names it.</summary>
    ConsentTextInstalled,
    /// <summary>A person agreed; the reference is the record, the detail the purpose.</summary>
    ConsentGiven,
    /// <summary>A person did not agree.</summary>
    ConsentRefused,
    /// <summary>A person withdrew their consent.</summary>
    ConsentWithdrawn,
    /// <summary>A person objected to a sharing.</summary>
    SharingObjected,
    /// <summary>A person took their objection to a sharing back.</summary>
    SharingObjectionLifted,
    /// <summary>A key that signs copies was made; the reference is its name.</summary>
    SigningKeyMade,
    /// <summary>A person looked at their own choices; the reference is a hash of the session.</summary>
    OwnChoicesViewed,
    /// <summary>An officer unlinked a person of a source; the reference is the source, the detail the number of the change.</summary>
    SubjectUnlinked,
    /// <summary>Staff looked for a person; the detail says by what, and how many were shown.</summary>
    SubjectsSearched,
    /// <summary>Staff looked at who a person is in each source.</summary>
    SubjectViewed,
    /// <summary>An officer looked in a source for a person; the reference is the source, the detail how many were shown.</summary>
    SourceSearched,
    /// <summary>What is written on a study changed; the reference is the study.</summary>
    StudyWritten,
    /// <summary>A study was put in force; the reference is the study, the detail its version and what the change was.</summary>
    StudyPublished,
    /// <summary>A study was ended; the reference is the study.</summary>
    StudyEnded,
    /// <summary>An officer placed a legal hold; the detail is its ground.</summary>
    HoldPlaced,
    /// <summary>An officer kept a legal hold on; the detail is its ground.</summary>
    HoldReviewed,
    /// <summary>An officer released a legal hold; the detail is its ground.</summary>
    HoldReleased,
    /// <summary>The officers were told that a legal hold is due for review.</summary>
    HoldReviewDue,
    /// <summary>Staff looked at a legal hold.</summary>
    HoldViewed,
    /// <summary>An officer limited the use of a person's data; the detail says how many uses.</summary>
    UseRestricted,
    /// <summary>A person was told when a limit on the use of their data ends; the detail says how.</summary>
    RestrictionLifted,
    /// <summary>An officer had the records counted whose period has ended; the reference is the sweep, the detail how many would go.</summary>
    SweepPlanned,
    /// <summary>An officer wrote at the next version of the policy.</summary>
    PolicyDrafted,
    /// <summary>An officer published a version of the policy; the detail says whether it is a material change.</summary>
    PolicyPublished,
    /// <summary>People were told of a material change of the policy; the detail says how many.</summary>
    PolicyTold,
    /// <summary>A person said that they read a change of the policy.</summary>
    PolicyRead,
    /// <summary>An officer wrote at the next version of the register.</summary>
    RegisterDrafted,
    /// <summary>An officer put a version of the register in force; the reference names it.</summary>
    RegisterPutInForce,
    /// <summary>Somebody of the team took the register along as a file; the detail says in which form.</summary>
    RegisterExported,
    /// <summary>An officer left a gap of the policy as it is; the reference is the gap.</summary>
    GapAccepted,
    /// <summary>An officer took a gap of the policy up again; the reference is the gap.</summary>
    GapReopened,
    /// <summary>An officer approved a sweep; the detail says whether that was the whole approval.</summary>
    SweepApproved,
    /// <summary>A sweep was begun; the detail says which try it is.</summary>
    SweepBegun,
    /// <summary>A sweep was let go because the instance stopped.</summary>
    SweepInterrupted,
    /// <summary>A sweep could not be carried out whole; the detail is a code.</summary>
    SweepStopped,
    /// <summary>An officer had a sweep that stopped tried again.</summary>
    SweepRetried,
    /// <summary>A sweep is done; the detail is the SHA-256 of its certificate.</summary>
    SweepDone,
    /// <summary>An operator tried what a system promises; the reference is the source, the detail whether data of a test person was changed.</summary>
    SourceTested,
    /// <summary>A system heard which uses of a person's data are limited; the reference is the source, the detail whether any is.</summary>
    SystemTold,
    /// <summary>The report of a year left the portal; the reference is the year.</summary>
    ReportTaken,
    /// <summary>Figures of the dashboard were wrong and were counted anew; the detail says how many.</summary>
    FiguresMended,
    /// <summary>An officer recorded a data breach; the reference is the breach.</summary>
    BreachRecorded,
    /// <summary>What is known of a data breach changed.</summary>
    BreachCorrected,
    /// <summary>An officer assessed the risk of a data breach; the detail is the risk.</summary>
    BreachAssessed,
    /// <summary>An officer wrote at the text of a notice about a data breach; the detail is for whom, and the language.</summary>
    BreachDrafted,
    /// <summary>Somebody was told of a data breach; the detail says who.</summary>
    BreachTold,
    /// <summary>An officer decided that nobody is told of a data breach; the detail says who is not.</summary>
    BreachWaived,
    /// <summary>The officers were reminded of the 72 hours of a data breach; the detail says how many hours were left.</summary>
    BreachReminded,
    /// <summary>A security measure was added; the reference is the measure.</summary>
    MeasureAdded,
    /// <summary>What is planned about a security measure changed.</summary>
    MeasureChanged,
    /// <summary>A security measure was reviewed; the detail is what was found.</summary>
    MeasureReviewed,
    /// <summary>A security measure is no longer in use.</summary>
    MeasureEnded,
    /// <summary>The officers were told that a security measure is due for review.</summary>
    MeasureDue,
    /// <summary>A file was added for a review of a security measure; the reference is the measure, the detail the file. So with the next four.</summary>
    EvidenceAdded,
    /// <summary>It was taken away again before the review was saved.</summary>
    EvidenceRemoved,
    /// <summary>It was destroyed because no review was saved with it within a day.</summary>
    EvidenceExpired,
    /// <summary>It was downloaded.</summary>
    EvidenceTaken,
    /// <summary>It turned out to be damaged or lost, and was destroyed.</summary>
    EvidenceLost,
    /// <summary>A person looked at what happened to their data; the reference is a hash of the session.</summary>
    OwnActivityViewed,
    /// <summary>The key of a study's pseudonyms was made; the reference is the study.</summary>
    StudyKeyMade,
    /// <summary>An officer asked for an extract; the detail is the study.</summary>
    ExtractAsked,
    /// <summary>The sources are being read for an extract; the detail says which try it is.</summary>
    ExtractBegun,
    /// <summary>An extract was let go because the instance stopped.</summary>
    ExtractInterrupted,
    /// <summary>An extract was read; the detail says how many people there are, and how many are left out.</summary>
    ExtractPrepared,
    /// <summary>An extract is refused: too many people could be told from the others.</summary>
    ExtractRefused,
    /// <summary>An extract could not be made, or not released; the detail is a code.</summary>
    ExtractFailed,
    /// <summary>An officer wants an extract released.</summary>
    ExtractReleaseAsked,
    /// <summary>The file that leaves is being written; the detail says which try it is.</summary>
    ExtractReleaseBegun,
    /// <summary>An extract was released; the detail is the SHA-256 of its manifest.</summary>
    ExtractReleased,
    /// <summary>An officer threw the files of an extract away.</summary>
    ExtractDiscarded,
    /// <summary>An officer downloaded an extract.</summary>
    ExtractTaken,
    /// <summary>A person is no longer in the extracts of a study; the detail says in how many, and how many of them had left.</summary>
    ExtractPersonDropped,
    /// <summary>Staff looked at whom a research partner has to remove.</summary>
    RemovalsViewed,
    /// <summary>A research partner opened the link about somebody to remove; the reference is the notice.</summary>
    RemovalLooked,
    /// <summary>A research partner says that somebody was removed.</summary>
    RemovalAcknowledged,
    /// <summary>One of Medbook's own systems asked what people chose; the reference is the source. One entry stands for a day in Brussels.</summary>
    ConsentsAsked,
    /// <summary>One of Medbook's own systems asked which uses are limited; the reference is the source. One entry stands for a day in Brussels.</summary>
    RestrictionsAsked,
    /// <summary>One of Medbook's own systems was called because something about a person changed; the reference is the system, the detail what changed.</summary>
    SystemCalled,
}

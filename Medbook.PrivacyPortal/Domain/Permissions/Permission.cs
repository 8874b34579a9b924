namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>One permission per operation, with the operation's own name. A test finds every operation and compares.</summary>
public enum Permission
{
    /// <summary>Look for the person of a signed-in account in the sources.</summary>
    LinkSubject,
    /// <summary>See what is held about oneself, by activity.</summary>
    ReadHeldData,
    /// <summary>See one's own records.</summary>
    ReadHeldRecords,
    /// <summary>Find one of one's own records, to ask something about it.</summary>
    FindHeldRecord,
    /// <summary>Take a new version of the register in.</summary>
    InstallRegister,
    /// <summary>Read the register of processing activities.</summary>
    ReadRegister,
    /// <summary>Count what copies of one's own data would hold.</summary>
    PreviewCopy,
    /// <summary>Ask for a copy of one's own data.</summary>
    AskForCopy,
    /// <summary>Call off a copy that is not made yet.</summary>
    CancelCopy,
    /// <summary>Throw a copy away.</summary>
    DiscardCopy,
    /// <summary>Download a copy.</summary>
    OpenCopy,
    /// <summary>Make the copy that waits longest.</summary>
    MakeCopy,
    /// <summary>End the copies whose time is over.</summary>
    ExpireCopies,
    /// <summary>See one's own copies.</summary>
    ListMyCopies,
    /// <summary>See one of one's own copies.</summary>
    ReadMyCopy,
    /// <summary>Make a copy of a person's data on the command line.</summary>
    ExportCopy,
    /// <summary>Check a copy against its manifest.</summary>
    VerifyCopy,
    /// <summary>Read the public keys of copies.</summary>
    ReadCopyKeys,
    /// <summary>Put a new key in the place of the one that signs copies.</summary>
    RotateSigningKey,
    /// <summary>Have the link mailed that opens an account.</summary>
    AskForAccount,
    /// <summary>Open an account with a mailed link.</summary>
    OpenAccount,
    /// <summary>Sign in with address and password.</summary>
    SignInWithPassword,
    /// <summary>Take the second step of signing in.</summary>
    SignInWithCode,
    /// <summary>Sign in with a passkey.</summary>
    SignInWithPasskey,
    /// <summary>Have the link mailed that sets a new password.</summary>
    AskForNewPassword,
    /// <summary>Set a new password with a link.</summary>
    SetNewPassword,
    /// <summary>Confirm a new mail address with a link.</summary>
    ConfirmNewAddress,
    /// <summary>Look whether a session still counts, and for whom.</summary>
    CheckSession,
    /// <summary>End one's own session.</summary>
    SignOut,
    /// <summary>End one's sessions everywhere.</summary>
    EndSessions,
    /// <summary>See one's own account.</summary>
    ReadAccount,
    /// <summary>Have six digits mailed that confirm a session.</summary>
    SendConfirmationCode,
    /// <summary>Confirm a session with mailed digits.</summary>
    ConfirmWithMailedCode,
    /// <summary>Confirm a session with a code of the app or a recovery code.</summary>
    ConfirmWithAppCode,
    /// <summary>Confirm a session with a passkey.</summary>
    ConfirmWithPasskey,
    /// <summary>Change one's own password.</summary>
    ChangePassword,
    /// <summary>Change the language of one's mails.</summary>
    ChangeLanguage,
    /// <summary>Have the link mailed that confirms a new address.</summary>
    AskForNewAddress,
    /// <summary>Get the key for an app that makes codes.</summary>
    PrepareAppCode,
    /// <summary>Make the app's codes the second factor.</summary>
    TurnOnAppCode,
    /// <summary>No longer use the app's codes.</summary>
    TurnOffAppCode,
    /// <summary>Get new recovery codes.</summary>
    ReplaceRecoveryCodes,
    /// <summary>Add a passkey to one's account.</summary>
    AddPasskey,
    /// <summary>Name a passkey.</summary>
    RenamePasskey,
    /// <summary>Remove a passkey.</summary>
    RemovePasskey,
    /// <summary>Give somebody a role and a link to begin.</summary>
    AddStaff,
    /// <summary>Make the demo accounts of a developer's machine.</summary>
    EnsureDemoAccounts,
    /// <summary>Have six digits mailed that prove an address without an account.</summary>
    AskForGuestCode,
    /// <summary>Open a guest's session with mailed digits.</summary>
    OpenGuestSession,
    /// <summary>Look whether a guest's session still counts, and whose it is.</summary>
    CheckGuestSession,
    /// <summary>End one's own session as a guest.</summary>
    EndGuestSession,
    /// <summary>Make the vault's first master key.</summary>
    InitVault,
    /// <summary>Look whether the vault's master keys are in their place.</summary>
    CheckVaultKeys,
    /// <summary>Read every file of the vault.</summary>
    VerifyVault,
    /// <summary>Put a new master key in the place of the vault's.</summary>
    RotateVaultKey,
    /// <summary>Say that nobody has a master key of the vault any more.</summary>
    DeclareVaultKeyLost,
    /// <summary>Take the bytes of destroyed files off the disk.</summary>
    RemoveVaultBytes,
    /// <summary>Read the whole ledger of destructions.</summary>
    VerifyLedger,
    /// <summary>Destroy again what the ledger names in a source that others restored.</summary>
    ReplayLedger,
    /// <summary>Try whether a system that is no database keeps what the protocol promises.</summary>
    TestSource,
    /// <summary>Tell systems that are no database which uses of a person's data are limited.</summary>
    TellSystems,
    /// <summary>Look whether records that were destroyed are in a source again, and tell the officers.</summary>
    ReportReappeared,
    /// <summary>Make a backup; those whose time is over go.</summary>
    MakeBackup,
    /// <summary>See the backups there are and when they end.</summary>
    ListBackups,
    /// <summary>Put a backup in the place of the portal's data.</summary>
    RestoreBackup,
    /// <summary>Start a draft of a request.</summary>
    StartRequest,
    /// <summary>Keep what was written on a draft.</summary>
    SaveDraft,
    /// <summary>Throw a draft away.</summary>
    DiscardDraft,
    /// <summary>Send a request.</summary>
    SubmitRequest,
    /// <summary>See the own requests.</summary>
    ListMyRequests,
    /// <summary>See one's own requests that wait for oneself.</summary>
    ListWaitingRequests,
    /// <summary>Read an own request.</summary>
    ReadMyRequest,
    /// <summary>See what an erasure of one's own data would do.</summary>
    PreviewErasure,
    /// <summary>Write to the team in an own case.</summary>
    ReplyToCase,
    /// <summary>Take an own request back.</summary>
    WithdrawRequest,
    /// <summary>Accept the fee that was announced for an own request.</summary>
    AcceptFee,
    /// <summary>See the queue of requests.</summary>
    ListRequests,
    /// <summary>Read a case.</summary>
    ReadCase,
    /// <summary>Enter a letter, a call or a mail as a request.</summary>
    EnterRequest,
    /// <summary>Take a mail of the mailbox in.</summary>
    TakeInMail,
    /// <summary>Destroy files of a mail that no case got.</summary>
    DropUnclaimedFiles,
    /// <summary>See how many mails wait for an officer.</summary>
    CountTray,
    /// <summary>See the mails that wait for an officer.</summary>
    ListTray,
    /// <summary>See the mail a case was made of.</summary>
    ReadCaseMail,
    /// <summary>Make a request of a mail that waits.</summary>
    TurnIntoRequest,
    /// <summary>Put a mail aside that is no request.</summary>
    PutAside,
    /// <summary>Give several requests of the queue to an officer at once.</summary>
    AssignRequests,
    /// <summary>See the views of the queue one keeps.</summary>
    ListViews,
    /// <summary>Keep a view of the queue.</summary>
    SaveView,
    /// <summary>Forget a view of the queue.</summary>
    RemoveView,
    /// <summary>Tell the team about the clocks of requests.</summary>
    GiveNotices,
    /// <summary>Make a pack about a case for the authority.</summary>
    HandOverCase,
    /// <summary>Find a person by address, case number or key in a source.</summary>
    FindSubjects,
    /// <summary>See which links of persons wait for an officer.</summary>
    ListUnclearLinks,
    /// <summary>See who a person is in each source.</summary>
    ReadSubject,
    /// <summary>Look in a source for the person behind a data subject.</summary>
    FindPersons,
    /// <summary>Link a person of a source. A human officer decides.</summary>
    LinkPerson,
    /// <summary>Undo the link to a person of a source. A human officer decides.</summary>
    UnlinkPerson,
    /// <summary>See what is held about the person behind a case, in counts, and what they chose.</summary>
    ReadSituation,
    /// <summary>See to whom a case can be given.</summary>
    ListOfficers,
    /// <summary>Take a case, or give it to a colleague or to nobody.</summary>
    AssignRequest,
    /// <summary>Say of which right a letter or mail is.</summary>
    SortRequest,
    /// <summary>Write a note of the team.</summary>
    WriteNote,
    /// <summary>Write to the person.</summary>
    TellPerson,
    /// <summary>Ask the person something.</summary>
    AskPerson,
    /// <summary>Take more time, for a reason of the law.</summary>
    ExtendRequest,
    /// <summary>Announce a fee.</summary>
    QuoteFee,
    /// <summary>Weigh the interests of an objection.</summary>
    WeighObjection,
    /// <summary>Grant a request, or a part of it, or refuse it with reasons. A human officer decides.</summary>
    DecideRequest,
    /// <summary>Keep what one writes on in a case.</summary>
    SaveUnsentText,
    /// <summary>A person adds a file to their own request.</summary>
    AttachFile,
    /// <summary>A person takes a file that was not sent away again.</summary>
    RemoveAttachment,
    /// <summary>A person downloads a file of their own request.</summary>
    OpenAttachment,
    /// <summary>A person sees which files their own request has.</summary>
    ListAttachments,
    /// <summary>An officer adds a file to a case.</summary>
    AttachCaseFile,
    /// <summary>An officer takes a file that was not sent away again.</summary>
    RemoveCaseAttachment,
    /// <summary>Staff download a file of a case.</summary>
    OpenCaseAttachment,
    /// <summary>Staff see which files a case has.</summary>
    ListCaseAttachments,
    /// <summary>Destroy the files that were added and never sent.</summary>
    DestroyUnsentFiles,
    /// <summary>See what a case knows about who asks.</summary>
    ReadIdentity,
    /// <summary>Ask for a proof of identity, with a doubt in words.</summary>
    AskForIdentity,
    /// <summary>Ask everybody for a proof of identity, where a setting says so.</summary>
    AskAlways,
    /// <summary>See a question about one's own identity.</summary>
    ReadMyIdentity,
    /// <summary>Answer a question about one's own identity.</summary>
    AnswerIdentity,
    /// <summary>Write down an answer about identity that came by telephone, mail or letter.</summary>
    RecordIdentityAnswer,
    /// <summary>Look at the picture of an answer about identity.</summary>
    OpenIdentityPicture,
    /// <summary>Judge an answer about identity; what was sent is destroyed. A human officer decides.</summary>
    JudgeIdentity,
    /// <summary>End the questions about identity whose time is over; what was sent is destroyed.</summary>
    LapseIdentity,
    /// <summary>See which erasures wait for an officer or for their run.</summary>
    ListErasures,
    /// <summary>See the plan of an erasure, how far it is, and its certificate.</summary>
    ReadErasure,
    /// <summary>Make the plan of an erasure whose request was granted.</summary>
    PlanErasure,
    /// <summary>Approve the plan of an erasure. A human officer decides.</summary>
    ApproveErasure,
    /// <summary>Have an erasure that stopped tried again.</summary>
    RetryErasure,
    /// <summary>Carry out what was approved.</summary>
    CarryOutErasure,
    /// <summary>See what an erasure would do to the data of somebody who is named by their address.</summary>
    ForecastErasure,
    /// <summary>Want the rest of what was erased, where nothing holds it any more.</summary>
    ResumeErasures,
    /// <summary>See what was erased of one's own data, and its certificate.</summary>
    ReadMyErasure,
    /// <summary>See whether one's own account is being closed, and until when that can be stopped.</summary>
    ReadMyClosing,
    /// <summary>See what closing one's account would do.</summary>
    PreviewClosing,
    /// <summary>Ask to close one's account.</summary>
    AskToClose,
    /// <summary>Keep one's account after all.</summary>
    KeepAccount,
    /// <summary>Keep an account after all, by the link that was mailed to it.</summary>
    KeepAccountByLink,
    /// <summary>See by a link what became of an account.</summary>
    ReadClosingResult,
    /// <summary>Tell whose account is unused for long, and propose to close it.</summary>
    ProposeClosings,
    /// <summary>Remind who closes their account.</summary>
    RemindOfClosings,
    /// <summary>Begin the closings whose days are over.</summary>
    BeginClosings,
    /// <summary>See before a decision what would become of the values that a request wants corrected.</summary>
    ForeseeCorrections,
    /// <summary>See what became of the values that were granted to be corrected.</summary>
    ReadCorrections,
    /// <summary>Decide anew about a correction that was in conflict, or that the portal cannot write. A human officer decides.</summary>
    SettleCorrection,
    /// <summary>Write into the sources what was granted.</summary>
    CarryOutRectification,
    /// <summary>See what became of the values one wanted corrected.</summary>
    ReadMyCorrections,
    /// <summary>See the statements one added to one's own records.</summary>
    ListMyStatements,
    /// <summary>See which recipients a case had to be told to.</summary>
    ListCaseNotices,
    /// <summary>See who was told what became of one's own data.</summary>
    ListMyNotices,
    /// <summary>Say how a recipient was told, or why nobody does. A human officer decides.</summary>
    SettleNotice,
    /// <summary>Read a notice to a recipient, with the link of its mail.</summary>
    ReadNotice,
    /// <summary>Say as a recipient that one did it, with the link of the mail.</summary>
    AcknowledgeNotice,
    /// <summary>Mail the recipients who said nothing again.</summary>
    RemindRecipients,
    /// <summary>See the queue of texts of copies that wait for an officer.</summary>
    ListReviews,
    /// <summary>Read the texts of a copy for what they say about others.</summary>
    ReadReview,
    /// <summary>Release texts of a copy, or hold them back. A human officer decides.</summary>
    JudgeTexts,
    /// <summary>Finish the review of a copy's texts. A human officer decides.</summary>
    FinishReview,
    /// <summary>See which texts of one's own copies wait for an officer.</summary>
    ListMyReviews,
    /// <summary>Take the shipped texts of choices in.</summary>
    InstallConsentTexts,
    /// <summary>See one's own choices and their history.</summary>
    ReadMyChoices,
    /// <summary>Take the proof of one's own decision along.</summary>
    ReadMyConsentReceipt,
    /// <summary>Check the proof of a decision. Anybody may.</summary>
    VerifyConsentReceipt,
    /// <summary>Agree to a use of one's own data.</summary>
    GiveConsent,
    /// <summary>Not agree to a use of one's own data.</summary>
    RefuseConsent,
    /// <summary>Take one's consent back. Asks no new proof of who is there: it is as easy as giving.</summary>
    WithdrawConsent,
    /// <summary>Object to a sharing of one's own data.</summary>
    ObjectToSharing,
    /// <summary>Take one's objection back.</summary>
    LiftObjection,
    /// <summary>Keep what is written on a study.</summary>
    SaveStudy,
    /// <summary>Put a study in force, in a new version. A human officer decides what the change is.</summary>
    PublishStudy,
    /// <summary>End a study.</summary>
    RetireStudy,
    /// <summary>See the studies.</summary>
    ListStudies,
    /// <summary>See a study with its versions.</summary>
    ReadStudy,
    /// <summary>Hold records, so that nothing destroys them. A human officer decides.</summary>
    PlaceHold,
    /// <summary>Keep a hold on after a look. A human officer decides.</summary>
    ReviewHold,
    /// <summary>End a hold. A human officer decides.</summary>
    ReleaseHold,
    /// <summary>See the list of holds.</summary>
    ListHolds,
    /// <summary>See one hold.</summary>
    ReadHold,
    /// <summary>Ask which records are held before any is destroyed.</summary>
    ConsultHolds,
    /// <summary>Name a value that a letter wants corrected.</summary>
    NameCorrection,
    /// <summary>Forget mails that went to an address nobody here has.</summary>
    ForgetMails,
    /// <summary>Forget what signing in left behind, once its period is over.</summary>
    ForgetSignIns,
    /// <summary>Tell the officers about holds whose day of review is there.</summary>
    RemindOfHolds,
    /// <summary>Limit the use of what a request contests. A human officer decides.</summary>
    RestrictUse,
    /// <summary>End a limit on a use, once the person was told. A human officer decides.</summary>
    LiftRestriction,
    /// <summary>See the limits on the use of the data of the person behind a case.</summary>
    ListCaseRestrictions,
    /// <summary>Limit the use of what open requests contest, where a setting says so.</summary>
    LimitContested,
    /// <summary>Ask from another system whose data may not be used.</summary>
    AskRestrictions,
    /// <summary>Ask from another system what people agreed or objected to.</summary>
    AskConsents,
    /// <summary>Call the systems that want to hear of changes.</summary>
    CallSystems,
    /// <summary>Ask of whom data may not be used before it is.</summary>
    ConsultRestrictions,
    /// <summary>See how long each kind of record is kept, and where nobody has decided.</summary>
    ListRetention,
    /// <summary>See what comes to its end in the next twelve months.</summary>
    ReadRetentionCalendar,
    /// <summary>Count the records whose period has ended; nothing is written.</summary>
    PreviewSweep,
    /// <summary>Count the records whose period has ended, to be approved.</summary>
    PlanSweep,
    /// <summary>Count once a day the records whose period has ended.</summary>
    CountDue,
    /// <summary>Approve a sweep. A human officer decides.</summary>
    ApproveSweep,
    /// <summary>Have a sweep that stopped tried again.</summary>
    RetrySweep,
    /// <summary>Carry out a sweep that was approved.</summary>
    CarryOutSweep,
    /// <summary>See a sweep, how far it is, and its certificate.</summary>
    ReadSweep,
    /// <summary>Read what is being written of the next version of the register.</summary>
    ReadRegisterDraft,
    /// <summary>Write at the next version of the register.</summary>
    SaveRegisterDraft,
    /// <summary>Put the register in force. A human officer decides.</summary>
    PutRegisterInForce,
    /// <summary>See the versions of the register.</summary>
    ListRegisterVersions,
    /// <summary>Take the register along as a file.</summary>
    ExportRegister,
    /// <summary>Compare text, register, data map and settings.</summary>
    LintRegister,
    /// <summary>Compare the activities that the data map names with the register.</summary>
    CompareMap,
    /// <summary>Leave a gap of the policy as it is. A human officer decides.</summary>
    AcceptGap,
    /// <summary>Take a gap of the policy up again. A human officer decides.</summary>
    ReopenGap,
    /// <summary>Read the official text of the policy.</summary>
    ReadPolicy,
    /// <summary>Know since when the official text of the policy counts.</summary>
    ReadPolicyDate,
    /// <summary>Read a version of the policy that was published.</summary>
    ReadPolicyVersion,
    /// <summary>Read what is being written of the next version of the policy.</summary>
    ReadPolicyDraft,
    /// <summary>Write at the next version of the policy.</summary>
    SavePolicyDraft,
    /// <summary>Load a file as the text of the policy.</summary>
    ReadPolicyFile,
    /// <summary>Publish the policy. A human officer decides.</summary>
    PublishPolicy,
    /// <summary>See the versions of the policy, and how many people were told.</summary>
    ListPolicyVersions,
    /// <summary>Tell people of a material change of the policy.</summary>
    TellOfPolicy,
    /// <summary>See which change of the policy one has still to read.</summary>
    ReadMyPolicyNotice,
    /// <summary>Say that one read a change of the policy.</summary>
    AcknowledgePolicy,
    /// <summary>See which sweeps there were.</summary>
    ListSweeps,
    /// <summary>See the figures of the privacy work.</summary>
    ReadDashboard,
    /// <summary>See how much waits for somebody: clocks, reviews, findings, records that are due.</summary>
    ReadConcerns,
    /// <summary>Take the report of a year.</summary>
    TakeYearReport,
    /// <summary>Count again what the dashboard shows, and mend it.</summary>
    CompareFigures,
    /// <summary>Record a data breach.</summary>
    RecordBreach,
    /// <summary>Write what is known of a data breach.</summary>
    CorrectBreach,
    /// <summary>Assess the risk of a data breach. A human officer decides.</summary>
    AssessBreach,
    /// <summary>Write at the text of a notice about a data breach.</summary>
    SaveBreachDraft,
    /// <summary>Write down that somebody was told of a data breach.</summary>
    TellOfBreach,
    /// <summary>Decide that nobody is told of a data breach. A human officer decides.</summary>
    WaiveBreachNotice,
    /// <summary>See the data breaches.</summary>
    ListBreaches,
    /// <summary>Read the record of a data breach.</summary>
    ReadBreach,
    /// <summary>Remind the officers of the 72 hours.</summary>
    RemindOfBreaches,
    /// <summary>Add a security measure.</summary>
    AddMeasure,
    /// <summary>Change what is planned about a security measure.</summary>
    ChangeMeasure,
    /// <summary>Write down what a review of a security measure found.</summary>
    ReviewMeasure,
    /// <summary>Write down that a security measure is no longer in use.</summary>
    EndMeasure,
    /// <summary>See the security measures.</summary>
    ListMeasures,
    /// <summary>Read the reviews of a security measure.</summary>
    ReadMeasure,
    /// <summary>Tell the officers that a security measure is due for review.</summary>
    RemindOfMeasures,
    /// <summary>Add a file that shows what a review of a security measure found.</summary>
    AttachEvidence,
    /// <summary>Take such a file away again before the review is saved.</summary>
    RemoveEvidence,
    /// <summary>Download such a file.</summary>
    OpenEvidence,
    /// <summary>Destroy such files whose review was not saved within a day.</summary>
    DestroyUnsavedEvidence,
    /// <summary>See when, by which role and for which purpose one's own data was looked at or changed.</summary>
    ListMyActivity,
    /// <summary>Have the data of a study read for its research partner. A human officer decides.</summary>
    AskForExtract,
    /// <summary>Read the data of a study from the sources.</summary>
    MakeExtract,
    /// <summary>Have what was read released to the research partner. A human officer decides.</summary>
    AskForRelease,
    /// <summary>Look at everybody again, and write the file that leaves.</summary>
    ReleaseExtract,
    /// <summary>Throw the files of an extract away.</summary>
    DiscardExtract,
    /// <summary>Download an extract for the research partner.</summary>
    TakeExtract,
    /// <summary>See the extracts of a study, as figures.</summary>
    ListExtracts,
    /// <summary>See whom the research partner has to remove, by pseudonym.</summary>
    ListRemovals,
    /// <summary>Read whom to remove, behind the link of a mail.</summary>
    ReadRemoval,
    /// <summary>Say that somebody was removed, behind the link of a mail.</summary>
    AcknowledgeRemoval,
    /// <summary>See in which extracts one is.</summary>
    ListMyExtracts,
}

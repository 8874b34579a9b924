using System.Collections.Frozen;
using static Medbook.PrivacyPortal.Domain.Permissions.Role;

namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>What a permission asks: one of these roles, and sometimes a fresh proof of who is there.</summary>
/// <param name="Roles">Any of these suffices.</param>
/// <param name="Confirmed">Whether the person must have proved themselves again in this session.</param>
public sealed record PermissionRule(FrozenSet<Role> Roles, bool Confirmed);

/// <summary>
/// The one table of role and operation. A guest proved no more than a mail address: nothing that reads held data is theirs, and what
/// they may do is their own requests and no more (a test says so).
/// </summary>
/// <remarks>Policy 6.1 (role-based access); GDPR 32.</remarks>
public static class PermissionTable
{
    private static readonly FrozenDictionary<Permission, PermissionRule> Rules = new Dictionary<Permission, PermissionRule>
    {
        [Permission.LinkSubject] = Allow(Member, Portal),
        [Permission.ReadHeldData] = AllowConfirmed(Member),
        [Permission.ReadHeldRecords] = AllowConfirmed(Member),
        [Permission.FindHeldRecord] = AllowConfirmed(Member),
        [Permission.InstallRegister] = Allow(Operator, Portal),
        [Permission.ReadRegister] = Allow(Visitor, Guest, Member, Officer, Administrator, Auditor, Operator, Portal),
        [Permission.PreviewCopy] = AllowConfirmed(Member),
        [Permission.AskForCopy] = AllowConfirmed(Member),
        [Permission.CancelCopy] = Allow(Member),
        [Permission.DiscardCopy] = Allow(Member),
        [Permission.OpenCopy] = AllowConfirmed(Member),
        [Permission.MakeCopy] = Allow(Portal),
        [Permission.ExpireCopies] = Allow(Portal),
        [Permission.ListMyCopies] = Allow(Member),
        [Permission.ReadMyCopy] = AllowConfirmed(Member),
        [Permission.ExportCopy] = Allow(Operator),
        [Permission.VerifyCopy] = Allow(Operator),
        [Permission.ReadCopyKeys] = Allow(Visitor, Member, Officer, Administrator, Auditor, Operator, Portal),
        [Permission.RotateSigningKey] = Allow(Operator),
        [Permission.AskForAccount] = Allow(Visitor, Member),
        [Permission.OpenAccount] = Allow(Visitor, Member),
        [Permission.SignInWithPassword] = Allow(Visitor, Member),
        [Permission.SignInWithCode] = Allow(Visitor, Member),
        [Permission.SignInWithPasskey] = Allow(Visitor, Member),
        [Permission.AskForNewPassword] = Allow(Visitor, Member),
        [Permission.SetNewPassword] = Allow(Visitor, Member),
        [Permission.ConfirmNewAddress] = Allow(Visitor, Member),
        [Permission.CheckSession] = Allow(Portal),
        [Permission.SignOut] = Allow(Member),
        [Permission.EndSessions] = Allow(Member),
        [Permission.ReadAccount] = Allow(Member),
        [Permission.SendConfirmationCode] = Allow(Member),
        [Permission.ConfirmWithMailedCode] = Allow(Member),
        [Permission.ConfirmWithAppCode] = Allow(Member),
        [Permission.ConfirmWithPasskey] = Allow(Member),
        [Permission.ChangePassword] = Allow(Member),
        [Permission.ChangeLanguage] = Allow(Member),
        [Permission.AskForNewAddress] = AllowConfirmed(Member),
        [Permission.PrepareAppCode] = AllowConfirmed(Member),
        [Permission.TurnOnAppCode] = AllowConfirmed(Member),
        [Permission.TurnOffAppCode] = AllowConfirmed(Member),
        [Permission.ReplaceRecoveryCodes] = AllowConfirmed(Member),
        [Permission.AddPasskey] = AllowConfirmed(Member),
        [Permission.RenamePasskey] = Allow(Member),
        [Permission.RemovePasskey] = AllowConfirmed(Member),
        [Permission.AddStaff] = Allow(Operator),
        [Permission.EnsureDemoAccounts] = Allow(Portal),
        [Permission.AskForGuestCode] = Allow(Visitor, Member),
        [Permission.OpenGuestSession] = Allow(Visitor, Member),
        [Permission.CheckGuestSession] = Allow(Portal),
        [Permission.EndGuestSession] = Allow(Guest),
        [Permission.InitVault] = Allow(Operator, Portal),
        [Permission.CheckVaultKeys] = Allow(Operator, Portal),
        [Permission.VerifyVault] = Allow(Operator),
        [Permission.RotateVaultKey] = Allow(Operator),
        [Permission.DeclareVaultKeyLost] = Allow(Operator),
        [Permission.RemoveVaultBytes] = Allow(Operator, Portal),
        [Permission.StartRequest] = Allow(Guest, Member),
        [Permission.SaveDraft] = Allow(Guest, Member),
        [Permission.DiscardDraft] = Allow(Guest, Member),
        [Permission.SubmitRequest] = Allow(Guest, Member),
        [Permission.ListMyRequests] = Allow(Guest, Member),
        [Permission.ReadMyRequest] = Allow(Guest, Member),
        [Permission.ReplyToCase] = Allow(Guest, Member),
        [Permission.WithdrawRequest] = Allow(Guest, Member),
        [Permission.AcceptFee] = Allow(Guest, Member),
        [Permission.ListRequests] = Allow(Officer, Administrator, Auditor),
        [Permission.ReadCase] = Allow(Officer, Administrator, Auditor),
        [Permission.GiveNotices] = Allow(Portal),
        [Permission.HandOverCase] = Allow(Officer),
        [Permission.FindSubjects] = Allow(Officer, Administrator, Auditor),
        [Permission.ListUnclearLinks] = Allow(Officer, Administrator, Auditor),
        [Permission.ReadSubject] = Allow(Officer, Administrator, Auditor),
        [Permission.FindPersons] = Allow(Officer, Administrator),
        [Permission.LinkPerson] = Allow(Officer, Administrator),
        [Permission.UnlinkPerson] = Allow(Officer, Administrator),
        [Permission.ReadSituation] = Allow(Officer, Administrator, Auditor),
        [Permission.ListOfficers] = Allow(Officer, Administrator, Auditor),
        [Permission.AssignRequest] = Allow(Officer),
        [Permission.WriteNote] = Allow(Officer),
        [Permission.TellPerson] = Allow(Officer),
        [Permission.AskPerson] = Allow(Officer),
        [Permission.ExtendRequest] = Allow(Officer),
        [Permission.QuoteFee] = Allow(Officer),
        [Permission.WeighObjection] = Allow(Officer),
        [Permission.DecideRequest] = Allow(Officer),
        [Permission.SaveUnsentText] = Allow(Officer),
        [Permission.ListReviews] = Allow(Officer, Auditor),
        [Permission.ReadReview] = Allow(Officer, Auditor),
        [Permission.JudgeTexts] = Allow(Officer),
        [Permission.FinishReview] = Allow(Officer),
        [Permission.ListMyReviews] = Allow(Member),
        [Permission.InstallConsentTexts] = Allow(Operator, Portal),
        [Permission.ReadMyChoices] = Allow(Member),
        [Permission.GiveConsent] = Allow(Member),
        [Permission.RefuseConsent] = Allow(Member),
        [Permission.WithdrawConsent] = Allow(Member),
        [Permission.ObjectToSharing] = Allow(Member),
        [Permission.LiftObjection] = Allow(Member),
    }.ToFrozenDictionary();

    /// <summary>The rule of a permission; every permission has one (a test says so).</summary>
    public static PermissionRule Of(Permission permission) => Rules[permission];

    private static PermissionRule Allow(params Role[] roles) => new(roles.ToFrozenSet(), Confirmed: false);

    private static PermissionRule AllowConfirmed(params Role[] roles) => new(roles.ToFrozenSet(), Confirmed: true);
}

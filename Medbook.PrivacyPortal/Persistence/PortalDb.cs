using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The portal's own database. One derived context per provider carries the migrations.</summary>
public abstract class PortalDb(DbContextOptions options) : IdentityDbContext<PortalUser>(options), IDataProtectionKeyContext
{
    public DbSet<Subject> Subjects => Set<Subject>();
    public DbSet<SubjectLink> SubjectLinks => Set<SubjectLink>();
    public DbSet<LinkChange> LinkChanges => Set<LinkChange>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ConfirmationCode> ConfirmationCodes => Set<ConfirmationCode>();
    public DbSet<GuestCode> GuestCodes => Set<GuestCode>();
    public DbSet<GuestSession> GuestSessions => Set<GuestSession>();
    public DbSet<AccountClosing> AccountClosings => Set<AccountClosing>();
    public DbSet<Throttle> Throttles => Set<Throttle>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<StoredRegister> RegisterVersions => Set<StoredRegister>();
    public DbSet<RightsRequest> Requests => Set<RightsRequest>();
    public DbSet<RequestFigure> RequestFigures => Set<RequestFigure>();
    public DbSet<ConsentFigure> ConsentFigures => Set<ConsentFigure>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<CaseMessage> CaseMessages => Set<CaseMessage>();
    public DbSet<CaseAttachment> CaseAttachments => Set<CaseAttachment>();
    public DbSet<IdentityQuestion> IdentityQuestions => Set<IdentityQuestion>();
    public DbSet<UnsentText> UnsentTexts => Set<UnsentText>();
    public DbSet<ReceivedMail> ReceivedMails => Set<ReceivedMail>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<ErasurePlan> ErasurePlans => Set<ErasurePlan>();
    public DbSet<ErasureStep> ErasureSteps => Set<ErasureStep>();
    public DbSet<RetentionSweep> RetentionSweeps => Set<RetentionSweep>();
    public DbSet<Correction> Corrections => Set<Correction>();
    public DbSet<RecipientNotice> RecipientNotices => Set<RecipientNotice>();
    public DbSet<DataCopy> Copies => Set<DataCopy>();
    public DbSet<MasterKey> MasterKeys => Set<MasterKey>();
    public DbSet<OwnerKey> OwnerKeys => Set<OwnerKey>();
    public DbSet<VaultFile> VaultFiles => Set<VaultFile>();
    public DbSet<CopyReview> CopyReviews => Set<CopyReview>();
    public DbSet<TextVerdict> TextVerdicts => Set<TextVerdict>();
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();
    public DbSet<ConsentRecord> ConsentRecords => Set<ConsentRecord>();
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<StudyVersion> StudyVersions => Set<StudyVersion>();
    public DbSet<StudyKey> StudyKeys => Set<StudyKey>();
    public DbSet<ResearchExtract> ResearchExtracts => Set<ResearchExtract>();
    public DbSet<ExtractMember> ExtractMembers => Set<ExtractMember>();
    public DbSet<RemovalNotice> RemovalNotices => Set<RemovalNotice>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<UseRestriction> UseRestrictions => Set<UseRestriction>();
    public DbSet<SystemLimits> SystemLimits => Set<SystemLimits>();
    public DbSet<ChangeCall> ChangeCalls => Set<ChangeCall>();
    public DbSet<RegisterDraft> RegisterDrafts => Set<RegisterDraft>();
    public DbSet<AcceptedGap> AcceptedGaps => Set<AcceptedGap>();
    public DbSet<PolicyDraft> PolicyDrafts => Set<PolicyDraft>();
    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();
    public DbSet<PolicyNotice> PolicyNotices => Set<PolicyNotice>();
    public DbSet<PolicyTelling> PolicyTellings => Set<PolicyTelling>();
    public DbSet<Breach> Breaches => Set<Breach>();
    public DbSet<BreachEntry> BreachEntries => Set<BreachEntry>();
    public DbSet<Measure> Measures => Set<Measure>();
    public DbSet<MeasureEvidence> MeasureEvidence => Set<MeasureEvidence>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<SubjectKey>().HaveConversion<SubjectKeyConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
    }
}

using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class PolicyDraftConfiguration : IEntityTypeConfiguration<PolicyDraft>
{
    public void Configure(EntityTypeBuilder<PolicyDraft> draft)
    {
        draft.ToTable("PolicyDrafts").HasKey(d => d.Id);
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Text).HasConversion<JsonConverter<LocalText>>();
        draft.Property(d => d.SavedBy).HasMaxLength(64);
        draft.Property(d => d.Revision).IsConcurrencyToken();
    }
}

internal sealed class PolicyVersionConfiguration : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> version)
    {
        version.ToTable("PolicyVersions").HasKey(v => v.Version);
        version.Property(v => v.Version).ValueGeneratedNever();
        version.Property(v => v.Text).HasConversion<JsonConverter<LocalText>>();
        version.Property(v => v.Reason).HasMaxLength(PolicyVersion.MaxReason);
        version.Property(v => v.PublishedBy).HasMaxLength(64);
    }
}

internal sealed class PolicyNoticeConfiguration : IEntityTypeConfiguration<PolicyNotice>
{
    public void Configure(EntityTypeBuilder<PolicyNotice> notice)
    {
        notice.ToTable("PolicyNotices").HasKey(n => new { n.Version, n.Subject });
        // What somebody has still to read.
        notice.HasIndex(n => new { n.Subject, n.Version });
        // No foreign key: an erasure destroys the person's row, and that somebody was told stays counted.
    }
}

internal sealed class PolicyTellingConfiguration : IEntityTypeConfiguration<PolicyTelling>
{
    public void Configure(EntityTypeBuilder<PolicyTelling> telling)
    {
        telling.ToTable("PolicyTellings").HasKey(t => t.Version);
        telling.Property(t => t.Version).ValueGeneratedNever();
        telling.Property(t => t.Reached).HasMaxLength(64);
        telling.Property(t => t.Revision).IsConcurrencyToken();
    }
}

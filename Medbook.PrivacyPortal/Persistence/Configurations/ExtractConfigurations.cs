using Medbook.PrivacyPortal.Domain.Research;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class ResearchExtractConfiguration : IEntityTypeConfiguration<ResearchExtract>
{
    public void Configure(EntityTypeBuilder<ResearchExtract> extract)
    {
        extract.ToTable("ResearchExtracts").HasKey(e => e.Id);
        extract.Property(e => e.Id).ValueGeneratedNever();
        extract.Property(e => e.AskedBy).HasMaxLength(64);
        extract.Property(e => e.ReleasedBy).HasMaxLength(64);
        extract.Property(e => e.FailedSource).HasMaxLength(128);
        extract.Property(e => e.Datasets).HasConversion<JsonConverter<IReadOnlyList<ExtractedDataset>>, ListComparer<ExtractedDataset>>();
        extract.Property(e => e.Figures).HasConversion<JsonConverter<ExtractFigures>>();
        extract.Property(e => e.Revision).IsConcurrencyToken();
        extract.Ignore(e => e.IsOpen);
        // Those of a study, newest first.
        extract.HasIndex(e => new { e.Study, e.AskedAt, e.Id });
    }
}

internal sealed class ExtractMemberConfiguration : IEntityTypeConfiguration<ExtractMember>
{
    public void Configure(EntityTypeBuilder<ExtractMember> member)
    {
        member.ToTable("ExtractMembers").HasKey(m => new { m.Extract, m.Reading, m.Ordinal });
        member.Property(m => m.Reading).ValueGeneratedNever();
        member.Property(m => m.Ordinal).ValueGeneratedNever();
        member.Property(m => m.Class).HasMaxLength(32);
        // Where somebody is, when they withdraw.
        member.HasIndex(m => m.Subject);
        // How many share a class.
        member.HasIndex(m => new { m.Extract, m.Reading, m.Class });
        // No foreign key to Subjects: an erasure destroys that row, and the partner still has to remove the pseudonym.
    }
}

internal sealed class StudyKeyConfiguration : IEntityTypeConfiguration<StudyKey>
{
    public void Configure(EntityTypeBuilder<StudyKey> key)
    {
        key.ToTable("StudyKeys").HasKey(k => k.Study);
        key.Property(k => k.Study).ValueGeneratedNever();
    }
}

internal sealed class RemovalNoticeConfiguration : IEntityTypeConfiguration<RemovalNotice>
{
    public void Configure(EntityTypeBuilder<RemovalNotice> notice)
    {
        notice.ToTable("RemovalNotices").HasKey(n => n.Id);
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.TokenHash).HasMaxLength(64);
        notice.Property(n => n.Revision).IsConcurrencyToken();
        notice.Ignore(n => n.Reference);
        notice.HasIndex(n => n.TokenHash).IsUnique();
        notice.HasIndex(n => n.Subject);
        // Those of a study, newest first.
        notice.HasIndex(n => new { n.Study, n.MailedAt, n.Id });
    }
}

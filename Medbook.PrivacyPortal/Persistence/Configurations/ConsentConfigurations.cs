using Medbook.PrivacyPortal.Domain.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class ConsentTextConfiguration : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> text)
    {
        text.ToTable("ConsentTexts").HasKey(t => new { t.Purpose, t.Version, t.Language });
        text.Property(t => t.Purpose).HasMaxLength(64);
        text.Property(t => t.Version).ValueGeneratedNever();
        text.Property(t => t.Language).HasMaxLength(16);
        text.Property(t => t.Hash).HasMaxLength(64);
        text.Ignore(t => t.Wording);
    }
}

internal sealed class ConsentRecordConfiguration : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> record)
    {
        record.ToTable("ConsentRecords").HasKey(r => r.Id);
        record.Property(r => r.Id).ValueGeneratedNever();
        record.Property(r => r.Purpose).HasMaxLength(64);
        record.Property(r => r.TextHash).HasMaxLength(64);
        record.Property(r => r.Language).HasMaxLength(16);
        record.Property(r => r.Channel).HasMaxLength(16);
        record.Property(r => r.Session).HasMaxLength(64);
        // Two clicks at once: the second one meets the first one's row. Also the way to somebody's last decision.
        record.HasIndex(r => new { r.Subject, r.Purpose, r.Sequence }).IsUnique();
        // What ended a record, for its retention.
        record.HasIndex(r => r.Follows).IsUnique();
        // Everybody who agreed, for an extract.
        record.HasIndex(r => new { r.Purpose, r.Decision });
        // No foreign keys: an erasure destroys the row of the person and leaves the record, and a text outlives what refers to it anyway.
    }
}

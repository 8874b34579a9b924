using Medbook.PrivacyPortal.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries").HasKey(e => e.Id);
        entry.Property(e => e.ActorId).HasMaxLength(64);
        entry.Property(e => e.Reference).HasMaxLength(128);
        entry.Property(e => e.Detail).HasMaxLength(128);
        entry.HasIndex(e => new { e.Subject, e.Id });
        // The question "did this officer look at this case in the last 15 minutes".
        entry.HasIndex(e => new { e.ActorId, e.Reference, e.At });
        // And of two looks in the same instant, one is written.
        entry.HasIndex(e => new { e.ActorId, e.Reference, e.Action, e.Follows }).IsUnique().HasFilter("\"Follows\" IS NOT NULL");
    }
}

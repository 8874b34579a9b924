using Medbook.PrivacyPortal.Domain.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> run)
    {
        run.ToTable("Runs").HasKey(r => r.Id);
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.PartLabel).HasMaxLength(160);
        run.Property(r => r.Failure).HasMaxLength(64);
        run.Property(r => r.Fence).IsConcurrencyToken();
        // What is to be done, oldest first; what has ended is not in it.
        run.HasIndex(r => new { r.Kind, r.AskedAt, r.Id }).HasFilter("\"EndedAt\" IS NULL");
        // The run of a copy.
        run.HasIndex(r => new { r.Reference, r.Kind }).IsUnique();
        run.HasIndex(r => r.Subject);
    }
}

using Medbook.PrivacyPortal.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class RetentionSweepConfiguration : IEntityTypeConfiguration<RetentionSweep>
{
    public void Configure(EntityTypeBuilder<RetentionSweep> sweep)
    {
        sweep.ToTable("RetentionSweeps").HasKey(s => s.Id);
        sweep.Property(s => s.Id).ValueGeneratedNever();
        sweep.Property(s => s.Lines).HasConversion<JsonConverter<IReadOnlyList<SweepLine>>, ListComparer<SweepLine>>();
        sweep.Property(s => s.Missing).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        sweep.Property(s => s.ApprovedBy).HasMaxLength(64);
        sweep.Property(s => s.SecondBy).HasMaxLength(64);
        sweep.Property(s => s.Failure).HasMaxLength(RetentionSweep.MaxFailure);
        sweep.Property(s => s.Revision).IsConcurrencyToken();
        // One that is not done: NULL equals nothing.
        sweep.HasIndex(s => s.Open).IsUnique();
        // The list, newest first.
        sweep.HasIndex(s => new { s.Day, s.Id });
    }
}

using Medbook.PrivacyPortal.Domain.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class MeasureConfiguration : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> measure)
    {
        measure.ToTable("Measures").HasKey(m => m.Id);
        measure.Property(m => m.Id).ValueGeneratedNever();
        measure.Property(m => m.Title).HasMaxLength(MeasurePlan.MaxLine);
        measure.Property(m => m.Description).HasMaxLength(MeasurePlan.MaxWords);
        measure.Property(m => m.Owner).HasMaxLength(MeasurePlan.MaxLine);
        measure.Property(m => m.Reviews).HasConversion<JsonConverter<IReadOnlyList<MeasureReview>>, ListComparer<MeasureReview>>();
        measure.Property(m => m.Revision).IsConcurrencyToken();
        measure.Ignore(m => m.Last);
        // The list, the next review first; what is no longer in use stands below it.
        measure.HasIndex(m => new { m.EndedOn, m.NextReviewOn, m.Id });
    }
}

using Medbook.PrivacyPortal.Domain.Cases;
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

internal sealed class MeasureEvidenceConfiguration : IEntityTypeConfiguration<MeasureEvidence>
{
    public void Configure(EntityTypeBuilder<MeasureEvidence> evidence)
    {
        evidence.ToTable("MeasureEvidence").HasKey(e => e.Id);
        evidence.Property(e => e.Id).ValueGeneratedNever();
        evidence.Property(e => e.FileName).HasMaxLength(CaseAttachment.MaxName);
        evidence.Property(e => e.MediaType).HasMaxLength(127);
        evidence.Property(e => e.By).HasMaxLength(64);
        // Saved with a review, taken away and destroyed at the same moment: one of them counts.
        evidence.Property(e => e.Review).IsConcurrencyToken();
        evidence.Property(e => e.DestroyedAt).IsConcurrencyToken();
        evidence.Ignore(e => e.IsReadable);
        evidence.HasOne<Measure>().WithMany().HasForeignKey(e => e.Measure).OnDelete(DeleteBehavior.Restrict);
        // What no review was saved with is looked for by its age.
        evidence.HasIndex(e => e.AddedAt, "IX_MeasureEvidence_OnDesks").HasFilter("\"Review\" IS NULL");
    }
}

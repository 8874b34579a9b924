using Medbook.PrivacyPortal.Domain.Copies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class CopyReviewConfiguration : IEntityTypeConfiguration<CopyReview>
{
    public void Configure(EntityTypeBuilder<CopyReview> review)
    {
        review.ToTable("CopyReviews").HasKey(r => r.Id);
        review.Property(r => r.Id).ValueGeneratedNever();
        review.Property(r => r.Language).HasMaxLength(16);
        review.Property(r => r.DecidedBy).HasMaxLength(64);
        review.Property(r => r.Revision).IsConcurrencyToken();
        // A person has one open review of a kind: a later copy joins it.
        review.HasIndex(r => new { r.Subject, r.Kind }).IsUnique().HasFilter("\"State\" = 'Waiting'");
        // The queue, most urgent first. The identifier breaks ties, so that paging by key loses nothing.
        review.HasIndex(r => new { r.State, r.DueOn, r.Id });
        // No foreign keys: an erasure destroys the person's row, and the proof that texts were read and judged stays.
    }
}

internal sealed class TextVerdictConfiguration : IEntityTypeConfiguration<TextVerdict>
{
    public void Configure(EntityTypeBuilder<TextVerdict> verdict)
    {
        verdict.ToTable("TextVerdicts").HasKey(v => new { v.Subject, v.Mark });
        verdict.Property(v => v.Mark).HasMaxLength(64);
        verdict.Property(v => v.DecidedBy).HasMaxLength(64);
    }
}

using Medbook.PrivacyPortal.Domain.Holds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> hold)
    {
        hold.ToTable("LegalHolds").HasKey(h => h.Id);
        hold.Property(h => h.Id).ValueGeneratedNever();
        hold.Property(h => h.Source).HasMaxLength(64);
        hold.Property(h => h.Dataset).HasMaxLength(128);
        hold.Property(h => h.Record).HasMaxLength(HoldTarget.MaxRecord);
        hold.Property(h => h.Authority).HasMaxLength(LegalHold.MaxLine);
        hold.Property(h => h.Reference).HasMaxLength(LegalHold.MaxWords);
        hold.Property(h => h.PlacedBy).HasMaxLength(64);
        hold.Property(h => h.ReleasedBy).HasMaxLength(64);
        hold.Property(h => h.ReleaseWords).HasMaxLength(LegalHold.MaxWords);
        hold.Property(h => h.Reviews).HasConversion<JsonConverter<IReadOnlyList<HoldReview>>, ListComparer<HoldReview>>();
        hold.Property(h => h.Revision).IsConcurrencyToken();
        hold.Ignore(h => h.Target);
        hold.Ignore(h => h.IsInForce);
        // What is asked before a batch of records is destroyed.
        hold.HasIndex(h => new { h.Source, h.Dataset, h.Record }).HasFilter("\"ReleasedAt\" IS NULL");
        // What holds a person, and the list of a person's.
        hold.HasIndex(h => new { h.Subject, h.Source });
        // The lists; the identifier breaks ties, so that paging by key loses nothing.
        hold.HasIndex(h => new { h.ReviewOn, h.Id }).HasFilter("\"ReleasedAt\" IS NULL");
        hold.HasIndex(h => new { h.ReleasedOn, h.Id });
        // No foreign key: an erasure destroys the person's row, and the proof that records had to be kept stays.
    }
}

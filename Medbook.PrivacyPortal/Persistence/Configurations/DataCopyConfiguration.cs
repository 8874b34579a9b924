using Medbook.PrivacyPortal.Domain.Copies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class DataCopyConfiguration : IEntityTypeConfiguration<DataCopy>
{
    public void Configure(EntityTypeBuilder<DataCopy> copy)
    {
        copy.ToTable("Copies").HasKey(c => c.Id);
        copy.Property(c => c.Id).ValueGeneratedNever();
        copy.Property(c => c.Language).HasMaxLength(16);
        copy.Property(c => c.Fingerprints).HasConversion<JsonConverter<IReadOnlyList<DatasetFingerprint>>, ListComparer<DatasetFingerprint>>();
        copy.Property(c => c.Missing).HasConversion<JsonConverter<IReadOnlyList<MissingPart>>, ListComparer<MissingPart>>();
        // Two that end a copy at once: one of them does, the other finds it ended.
        copy.Property(c => c.State).IsConcurrencyToken();
        // A person has one copy of a kind waiting or being made: who asks again gets that one.
        copy.HasIndex(c => new { c.Subject, c.Kind }).IsUnique()
            .HasFilter("\"State\" IN ('Waiting', 'Making') AND \"SupplementOf\" IS NULL");
        // A person's own copies, newest first; the identifier breaks ties.
        copy.HasIndex(c => new { c.Subject, c.AskedAt, c.Id });
        // What has expired.
        copy.HasIndex(c => new { c.State, c.ExpiresAt });
        // No foreign key to Subjects: an erasure destroys that row, and the proof that a copy was given stays.
    }
}

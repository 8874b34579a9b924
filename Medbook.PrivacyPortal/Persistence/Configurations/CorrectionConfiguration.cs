using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class CorrectionConfiguration : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> correction)
    {
        correction.ToTable("Corrections").HasKey(c => c.Id);
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.Source).HasMaxLength(64);
        correction.Property(c => c.Dataset).HasMaxLength(128);
        correction.Property(c => c.Proposed).HasMaxLength(RequestDetails.MaxValue);
        correction.Property(c => c.Words).HasMaxLength(Correction.MaxWords);
        correction.Property(c => c.DecidedBy).HasMaxLength(64);
        correction.Property(c => c.Revision).IsConcurrencyToken();
        correction.Ignore(c => c.NeedsOfficer).Ignore(c => c.IsOpen).Ignore(c => c.IsCorrected);
        // A request is decided once, and each of its values is granted once.
        correction.HasIndex(c => new { c.RequestId, c.Position }).IsUnique();
        correction.HasIndex(c => c.Subject);
    }
}

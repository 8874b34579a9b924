using Medbook.PrivacyPortal.Domain.Restrictions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class UseRestrictionConfiguration : IEntityTypeConfiguration<UseRestriction>
{
    public void Configure(EntityTypeBuilder<UseRestriction> restriction)
    {
        restriction.ToTable("UseRestrictions").HasKey(r => r.Id);
        restriction.Property(r => r.Id).ValueGeneratedNever();
        restriction.Property(r => r.Activity).HasMaxLength(64);
        restriction.Property(r => r.Source).HasMaxLength(64);
        restriction.Property(r => r.Dataset).HasMaxLength(128);
        restriction.Property(r => r.SetBy).HasMaxLength(64);
        restriction.Property(r => r.ToldBy).HasMaxLength(64);
        restriction.Property(r => r.LiftWords).HasMaxLength(UseRestriction.MaxWords);
        restriction.Property(r => r.Revision).IsConcurrencyToken();
        restriction.Ignore(r => r.Target);
        restriction.Ignore(r => r.StandsAgainstDestruction);
        // What every use asks, by person.
        restriction.HasIndex(r => new { r.Subject, r.LiftOn });
        // No foreign keys: an erasure destroys the person's row, and the proof that the use was limited stays.
    }
}

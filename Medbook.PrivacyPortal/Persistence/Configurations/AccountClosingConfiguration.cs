using Medbook.PrivacyPortal.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class AccountClosingConfiguration : IEntityTypeConfiguration<AccountClosing>
{
    public void Configure(EntityTypeBuilder<AccountClosing> closing)
    {
        closing.ToTable("AccountClosings").HasKey(c => c.Id);
        closing.Property(c => c.Id).ValueGeneratedNever();
        closing.Property(c => c.Language).HasMaxLength(16);
        closing.Property(c => c.Revision).IsConcurrencyToken();
        // Two clicks at once ask once. No foreign key: the proof that somebody asked outlives what knows them.
        closing.HasIndex(c => c.Subject).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        // What the portal looks for every quarter of an hour.
        closing.HasIndex(c => c.BeginsOn).HasFilter("\"State\" = 'Waiting'");
    }
}

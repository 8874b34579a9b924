using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> key)
    {
        key.ToTable("SigningKeys").HasKey(k => k.Kid);
        key.Property(k => k.Kid).HasMaxLength(SigningKey.KidLength);
        key.Property(k => k.MasterKeyId).HasMaxLength(MasterKey.MaxId);
        // Two who make the first key at once: one of them is refused.
        key.HasIndex(k => k.State).IsUnique().HasFilter("\"State\" = 'Current'");
    }
}

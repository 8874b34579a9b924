using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class MasterKeyConfiguration : IEntityTypeConfiguration<MasterKey>
{
    public void Configure(EntityTypeBuilder<MasterKey> key)
    {
        key.ToTable("MasterKeys").HasKey(k => k.Id);
        key.Property(k => k.Id).HasMaxLength(MasterKey.MaxId);
        key.Property(k => k.State).IsConcurrencyToken();
        // Two who make the first key at once: one of them is refused.
        key.HasIndex(k => k.State).IsUnique().HasFilter("\"State\" = 'Current'");
    }
}

internal sealed class OwnerKeyConfiguration : IEntityTypeConfiguration<OwnerKey>
{
    public void Configure(EntityTypeBuilder<OwnerKey> key)
    {
        key.ToTable("OwnerKeys").HasKey(k => k.Id);
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.MasterKeyId).HasMaxLength(MasterKey.MaxId);
        key.Property(k => k.DestroyedAt).IsConcurrencyToken();
        // An owner has one living key. No foreign key to Subjects: an erasure destroys that row, and that the key is destroyed stays.
        key.HasIndex(k => k.Owner).IsUnique().HasFilter("\"DestroyedAt\" IS NULL");
        // What a rotation has still to wrap anew.
        key.HasIndex(k => new { k.MasterKeyId, k.Id }).HasFilter("\"DestroyedAt\" IS NULL");
        key.HasOne<MasterKey>().WithMany().HasForeignKey(k => k.MasterKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VaultFileConfiguration : IEntityTypeConfiguration<VaultFile>
{
    public void Configure(EntityTypeBuilder<VaultFile> file)
    {
        file.ToTable("VaultFiles").HasKey(f => f.Id);
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.State).IsConcurrencyToken();
        file.HasIndex(f => f.Owner);
        // What nobody finished.
        file.HasIndex(f => f.CreatedAt, "IX_VaultFiles_Begun").HasFilter("\"State\" = 'Writing'");
        // Bytes that have to go.
        file.HasIndex(f => f.Id, "IX_VaultFiles_BytesToRemove").HasFilter("\"State\" = 'Destroyed' AND \"BytesGoneAt\" IS NULL");
        file.HasOne<OwnerKey>().WithMany().HasForeignKey(f => f.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Medbook.PrivacyPortal.Domain.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class StoredRegisterConfiguration : IEntityTypeConfiguration<StoredRegister>
{
    public void Configure(EntityTypeBuilder<StoredRegister> register)
    {
        register.ToTable("RegisterVersions").HasKey(r => r.Version);
        // The number comes with the version, never from the database.
        register.Property(r => r.Version).ValueGeneratedNever();
    }
}

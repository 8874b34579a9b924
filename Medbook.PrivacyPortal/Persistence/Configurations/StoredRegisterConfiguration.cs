using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
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
        register.Property(r => r.PutInForceBy).HasMaxLength(64);
        register.Property(r => r.Reason).HasMaxLength(NextRegister.MaxReason);
    }
}

internal sealed class RegisterDraftConfiguration : IEntityTypeConfiguration<RegisterDraft>
{
    public void Configure(EntityTypeBuilder<RegisterDraft> draft)
    {
        draft.ToTable("RegisterDrafts").HasKey(d => d.Id);
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.SavedBy).HasMaxLength(64);
        draft.Property(d => d.Revision).IsConcurrencyToken();
    }
}

internal sealed class AcceptedGapConfiguration : IEntityTypeConfiguration<AcceptedGap>
{
    public void Configure(EntityTypeBuilder<AcceptedGap> gap)
    {
        gap.ToTable("AcceptedGaps").HasKey(g => g.Key);
        gap.Property(g => g.Key).HasMaxLength(AcceptedGap.MaxKey);
        gap.Property(g => g.Reason).HasMaxLength(AcceptedGap.MaxReason);
        gap.Property(g => g.By).HasMaxLength(64);
    }
}

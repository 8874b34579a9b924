using Medbook.PrivacyPortal.Domain.Systems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class ChangeCallConfiguration : IEntityTypeConfiguration<ChangeCall>
{
    public void Configure(EntityTypeBuilder<ChangeCall> call)
    {
        call.ToTable("ChangeCalls").HasKey(c => c.Id);
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.System).HasMaxLength(32);
        call.Property(c => c.Source).HasMaxLength(64);
        call.Property(c => c.PersonKey).HasMaxLength(256);
        // What is due, and what it stands for. Nothing is unique: whoever decides never meets another's row.
        call.HasIndex(c => new { c.System, c.TryAfter, c.Id }).HasFilter("\"GivenUpAt\" IS NULL");
        call.HasIndex(c => new { c.Source, c.PersonKey });
        call.HasIndex(c => c.Subject);
        call.HasIndex(c => c.GivenUpAt).HasFilter("\"GivenUpAt\" IS NOT NULL");
    }
}
